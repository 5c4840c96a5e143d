/// A day of the week, Monday first, as working weeks are counted here.
package enum Weekday: Int, CaseIterable, Sendable {
  case monday = 0
  case tuesday, wednesday, thursday, friday, saturday, sunday

  /// Whether offices are closed on it whatever the date.
  package var isWeekend: Bool { self == .saturday || self == .sunday }

  /// The name as people read it: `Monday`.
  package var words: String {
    switch self {
    case .monday: "Monday"
    case .tuesday: "Tuesday"
    case .wednesday: "Wednesday"
    case .thursday: "Thursday"
    case .friday: "Friday"
    case .saturday: "Saturday"
    case .sunday: "Sunday"
    }
  }
}
