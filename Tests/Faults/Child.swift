import Foundation
import RehearsalStorage

/// This program as one of two that record in the same log, until it is killed.
enum Child {
  static let flag = "--child"

  /// - Parameter arguments: the log's folder, a name, a seed, how many acts, and whether to say
  ///   that an act is safe before it is.
  static func main(_ arguments: [String]) throws {
    guard arguments.count == 5, let seed = UInt64(arguments[2]), let count = Int(arguments[3])
    else { exit(64) }
    let name = arguments[1]
    let client = Client(LogFolder(arguments[0]))
    var numbers = SeededNumbers(seed: seed)
    let parent = getppid()
    // Where nobody is left to end it, it ends.
    for number in 0..<count where getppid() == parent {
      // Every third act is one that both are asked for.
      let id = number % 3 == 0 ? "shared-\(number)" : "\(name)-\(number)"
      let usual = number % 3 == 0 ? 2 : 1 + numbers.below(3)
      let events = number % 50 == 1 ? Sample.large : usual
      if arguments[4] == "eager" { say(id, events) }
      try client.append(id, events: events)
      if arguments[4] != "eager" { say(id, events) }
    }
  }

  /// One write a line, which a killed process has made or has not.
  private static func say(_ id: String, _ events: Int) {
    let line = Array("\(id) \(events)\n".utf8)
    _ = line.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
  }
}

/// A child that was started, whose output goes to a file.
struct Started {
  let process: pid_t
  private let output: String

  init(
    _ folder: LogFolder, as flag: String = Child.flag, name: String, seed: UInt64, count: Int,
    isEager: Bool
  ) throws {
    output = "\(folder.path)/said-\(name)"
    let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let arguments = [
      own, flag, folder.path, name, "\(seed)", "\(count)", isEager ? "eager" : "patient",
    ]
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(
      &actions, STDOUT_FILENO, output, O_WRONLY | O_CREAT | O_APPEND, 0o666)
    posix_spawn_file_actions_addopen(
      &actions, STDERR_FILENO, "\(output).err", O_WRONLY | O_CREAT | O_TRUNC, 0o666)
    var pointers = arguments.map { strdup($0) } + [nil]
    defer { pointers.forEach { free($0) } }
    var child = pid_t()
    guard posix_spawn(&child, own, &actions, nil, &pointers, environ) == 0 else {
      throw NotRun(why: "no second process can be started")
    }
    process = child
  }

  /// Ends it where it stands.
  func end() { kill(process, SIGKILL) }

  /// Waits for its end, and says with what it ended; -1 where it was killed.
  func wait() -> Int32 {
    var status: Int32 = 0
    waitpid(process, &status, 0)
    return status & 0x7F == 0 ? status >> 8 : -1
  }

  /// What it said is safe.
  func acknowledged() throws -> [(id: String, events: Int)] {
    String(decoding: try Files.read(output), as: UTF8.self).split(separator: "\n").compactMap {
      let parts = $0.split(separator: " ")
      guard parts.count == 2, let events = Int(parts[1]) else { return nil }
      return (String(parts[0]), events)
    }
  }

  /// What it complained of.
  func complaint() -> String {
    String(decoding: (try? Files.read("\(output).err")) ?? [], as: UTF8.self)
  }
}
