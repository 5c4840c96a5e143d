import Foundation
import RehearsalFormats
import Testing

@testable import RehearsalStorage

/// A program that takes mail, as a script stands in for it.
@Suite(.timeLimit(.minutes(1))) struct MailerTests {
  private let scratch: TemporaryFolder
  private let mail: String
  private let address: MailAddress

  init() throws {
    scratch = try TemporaryFolder()
    mail = "\(scratch.path)/a.eml"
    try Data("Subject: EXERCISE: a\r\n\r\n.\r\nFrom b\r\n".utf8).write(
      to: URL(fileURLWithPath: mail))
    address = try #require(MailAddress("a.b+c@council.example"))
  }

  /// A script that can be run; `$DIR` in it is this test's folder.
  private func script(_ body: String) throws -> String {
    let path = "\(scratch.path)/fake sendmail"
    let text = "#!/bin/sh\nDIR='\(scratch.path)'\n\(body)\n"
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
    return path
  }

  private func mailer(_ body: String, patience: Int = 20_000) throws -> Mailer {
    try #require(Mailer(program: try script(body), patience: patience))
  }

  private func text(_ name: String) throws -> String {
    try String(decoding: scratch.read(name), as: UTF8.self)
  }

  private func problem(_ mailer: Mailer, _ path: String? = nil) -> Mailer.Problem? {
    do throws(Mailer.Problem) {
      try mailer.send(path ?? mail, to: address)
      return nil
    } catch {
      return error
    }
  }

  @Test func `it is run once, with the file on its input and one recipient`() throws {
    let mailer = try mailer(
      """
      for word in "$@"; do echo "$word"; done >> "$DIR/words"
      cat > "$DIR/input"
      """)
    #expect(problem(mailer) == nil)
    #expect(try text("words") == "-i\n--\na.b+c@council.example\n")
    #expect(try text("input") == "Subject: EXERCISE: a\r\n\r\n.\r\nFrom b\r\n")
  }

  @Test func `it sees nothing of our surroundings`() throws {
    setenv("REHEARSE_TEST_SECRET", "token", 1)
    defer { unsetenv("REHEARSE_TEST_SECRET") }
    let mailer = try mailer("env > \"$DIR/env\"; ls /proc/self/fd > \"$DIR/files\"")
    #expect(problem(mailer) == nil)
    #expect(try !text("env").contains("token"))
  }

  @Test(arguments: [1, 64, 75, 255])
  func `a program that fails is said`(_ code: Int32) throws {
    let mailer = try mailer("exit \(code)")
    let problem = problem(mailer)
    #expect(problem == .failed(program: mailer.program, status: code))
    #expect(problem?.words.contains("ended with \(code)") == true)
  }

  @Test func `a program that is killed is said`() throws {
    let mailer = try mailer("kill -9 $$")
    #expect(problem(mailer) == .ended(program: mailer.program, signal: 9))
  }

  @Test func `a program that takes too long is ended with all that it started`() throws {
    let mailer = try mailer(
      "sleep 60 & echo $! > \"$DIR/child\"; wait", patience: 500)
    #expect(problem(mailer) == .tooSlow(program: mailer.program, milliseconds: 500))
    let child = try #require(pid_t(try text("child").filter(\.isNumber)))
    // What was killed may still be on its way out.
    let isGone = (0..<100).contains { _ in
      let state = try? String(contentsOfFile: "/proc/\(child)/stat", encoding: .utf8)
      if state == nil || state?.contains(") Z ") == true { return true }
      usleep(20_000)
      return false
    }
    #expect(isGone)
  }

  @Test func `a program that reads nothing holds nothing up`() throws {
    #expect(problem(try mailer("exit 0")) == nil)
  }

  @Test(arguments: ["/nowhere/sendmail", "/", "/etc/passwd"])
  func `what cannot be run is said`(_ path: String) throws {
    let mailer = try #require(Mailer(program: path))
    guard case .notRun(path, _) = problem(mailer) else {
      Issue.record("\(path) was run")
      return
    }
  }

  @Test(arguments: ["", "sendmail", "./sendmail", "~/sendmail", "/bin/a\u{0}b"])
  func `a program is named by its whole path`(_ path: String) {
    #expect(Mailer(program: path) == nil)
  }

  @Test func `a file that is not there is not sent`() throws {
    let mailer = try mailer("touch \"$DIR/ran\"")
    #expect(problem(mailer, mail + "x") == .unread(.notAFile(path: mail + "x")))
    #expect(problem(mailer, scratch.path) == .unread(.notAFile(path: scratch.path)))
    #expect(!FileManager.default.fileExists(atPath: "\(scratch.path)/ran"))
  }
}
