import Glibc
import RehearsalFormats

/// A program that takes mail as `sendmail` does. No mail leaves this machine unless somebody names
/// one.
///
/// It is run once for each file and one recipient, `PROGRAM -i -- ADDRESS`, with the file on its
/// standard input, without a shell, in a process group of its own, and is ended when it takes too
/// long.
package struct Mailer: Sendable {
  package let program: String
  private let patience: Int

  /// Why a piece of mail did not leave.
  package enum Problem: Error, Hashable, Sendable {
    /// The program cannot be run.
    case notRun(program: String, SystemError)
    case failed(program: String, status: Int32)
    case ended(program: String, signal: Int32)
    case tooSlow(program: String, milliseconds: Int)
    /// The file to be sent cannot be read.
    case unread(StorageProblem)

    package var words: String {
      switch self {
      case .notRun(let program, let error):
        "\(program) cannot be run: \(error.words). Name a program by its whole path that takes "
          + "mail as sendmail does."
      case .failed(let program, let status):
        "\(program) ended with \(status). See its own log for why."
      case .ended(let program, let signal): "\(program) was ended by signal \(signal)."
      case .tooSlow(let program, let milliseconds):
        "\(program) was not done after \(milliseconds / 1_000) seconds, and was ended."
      case .unread(let problem): problem.words
      }
    }
  }

  /// - Parameters:
  ///   - program: By its whole path: nothing is looked up.
  ///   - patience: How long it may take for one piece, in milliseconds.
  package init?(program: String, patience: Int = 30_000) {
    guard program.hasPrefix("/"), !program.utf8.contains(0) else { return nil }
    self.program = program
    self.patience = patience
  }

  /// Sends a file of the outbox to its one recipient; does nothing where it has none. Blocks until
  /// the program has ended.
  package func send(_ mail: OutboxMail, from folder: OutboxFolder) throws(Problem) {
    guard let address = mail.address else { return }
    try send(folder.place(of: mail), to: address)
  }

  func send(_ path: String, to address: MailAddress) throws(Problem) {
    let child = try start([program, "-i", "--", address.text], reading: path)
    guard let status = wait(for: child) else {
      end(child)
      throw .tooSlow(program: program, milliseconds: patience)
    }
    // What it left running in its group would hold on to the mail.
    kill(-child, SIGKILL)
    let signal = status & 0x7F
    guard signal == 0 else { throw .ended(program: program, signal: signal) }
    let code = (status >> 8) & 0xFF
    guard code == 0 else { throw .failed(program: program, status: code) }
  }

  private func start(_ arguments: [String], reading path: String) throws(Problem) -> pid_t {
    guard Directory.kind(path) == .file else { throw .unread(.notAFile(path: path)) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, path, O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    // The port and everybody's connections are open in a server, and no business of the program.
    for descriptor in Mailer.open where descriptor > STDERR_FILENO {
      posix_spawn_file_actions_addclose(&actions, descriptor)
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    var all = sigset_t()
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setpgroup(&attributes, 0)
    let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
    posix_spawnattr_setflags(&attributes, Int16(flags))
    // Nothing of our own surroundings is the program's business.
    let surroundings = ["PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LANG=C.UTF-8"]
    let words = arguments.map { strdup($0) } + [nil]
    let variables = surroundings.map { strdup($0) } + [nil]
    defer { for word in words + variables { free(word) } }
    var child: pid_t = 0
    var failure = posix_spawn(&child, program, &actions, &attributes, words, variables)
    // A program that is being replaced at this moment can be run a moment later.
    var tries = 1
    while failure == ETXTBSY, tries < 50 {
      usleep(20_000)
      tries += 1
      failure = posix_spawn(&child, program, &actions, &attributes, words, variables)
    }
    guard failure == 0 else { throw .notRun(program: program, SystemError(failure)) }
    return child
  }

  /// Everything that this program has open.
  private static var open: [Int32] {
    ((try? Directory.names("/proc/self/fd")) ?? []).compactMap { Int32($0) }
  }

  /// What the system says of its end; `nil` where it goes on for too long.
  private func wait(for child: pid_t) -> Int32? {
    var clock = timespec()
    clock_gettime(CLOCK_MONOTONIC, &clock)
    let begin = Mailer.milliseconds(clock)
    while true {
      var status: Int32 = 0
      let ended = waitpid(child, &status, WNOHANG)
      if ended == child { return status }
      if ended < 0, errno != EINTR { return nil }
      clock_gettime(CLOCK_MONOTONIC, &clock)
      guard Mailer.milliseconds(clock) - begin < patience else { return nil }
      usleep(10_000)
    }
  }

  private static func milliseconds(_ clock: timespec) -> Int {
    Int(clock.tv_sec) * 1_000 + Int(clock.tv_nsec) / 1_000_000
  }

  /// Ends it with all that it started.
  private func end(_ child: pid_t) {
    kill(-child, SIGKILL)
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
  }
}
