import Glibc
import RehearsalCore
import RehearsalViews

/// The streams of the process and what is known of the screen behind them. Data goes to stdout,
/// messages to stderr.
enum Terminal {
  static func out(_ text: String) { write(text, to: STDOUT_FILENO) }
  static func error(_ text: String) { write(text + "\n", to: STDERR_FILENO) }

  private static func write(_ text: String, to descriptor: Int32) {
    let bytes = Array(text.utf8)
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0, errno == EINTR { continue }
      // A reader that went away, such as `head`, wants nothing more.
      if count <= 0 { return }
      sent += count
    }
  }

  /// How far something long has come, on one line of a screen that is drawn over; nothing where
  /// messages go to a file.
  static func progress(_ done: Int, of all: Int, _ what: String) {
    guard isatty(STDERR_FILENO) == 1, all > 0 else { return }
    let steps = 30
    let share = done * steps / all
    let bar = String(repeating: "#", count: share) + String(repeating: ".", count: steps - share)
    write("\r[\(bar)] \(done) of \(all) \(what)" + (done == all ? "\n" : ""), to: STDERR_FILENO)
  }

  /// Pages as text, as wide as the screen and in colour where there is one.
  static var renderer: TextRenderer {
    TextRenderer(width: width, colour: isatty(STDOUT_FILENO) == 1 && variable("NO_COLOR") == nil)
  }

  /// Piped text has the width that reads well on paper.
  private static var width: Int {
    var size = winsize()
    guard isatty(STDOUT_FILENO) == 1, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0,
      size.ws_col > 0
    else { return 100 }
    return min(160, max(40, Int(size.ws_col)))
  }

  private static func variable(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    return String(cString: value)
  }
}

/// The clock of the room. Only commands read it; everything below is told.
enum RoomClock {
  static func now() -> WallMoment {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return WallMoment(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000)
  }

  /// The local date of the room.
  static func today() -> CalendarDate {
    let parts = local()
    return CalendarDate(
      year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday))
      ?? .first
  }

  /// The local time of the room, to the minute.
  static func timeOfDay() -> TimeOfDay {
    let parts = local()
    return TimeOfDay(hour: Int(parts.tm_hour), minute: Int(parts.tm_min)) ?? .midnight
  }

  /// What this machine is called.
  static var machine: String {
    var name = [CChar](repeating: 0, count: 256)
    guard gethostname(&name, name.count - 1) == 0 else { return "localhost" }
    return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// The local date and time of the room as `yyyymmdd-hhmm`, for folder names.
  static func stamp() -> String {
    let parts = local()
    func two(_ number: Int32) -> String { (number < 10 ? "0" : "") + String(number) }
    return "\(parts.tm_year + 1900)\(two(parts.tm_mon + 1))\(two(parts.tm_mday))"
      + "-\(two(parts.tm_hour))\(two(parts.tm_min))"
  }

  private static func local() -> tm {
    var seconds = time(nil)
    var parts = tm()
    localtime_r(&seconds, &parts)
    return parts
  }
}
