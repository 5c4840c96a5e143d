import RehearsalCore
import RehearsalViews

/// A page that goes on as the rehearsal does.
enum LivePage: Hashable, Sendable {
  case mine
  /// What stands about one concern, by the module's name.
  case module(String)
  case log
  case room

  /// As addresses name it below a seat's own; `nil` for what is none of `modules`.
  init?(_ path: String, _ modules: Modules) {
    switch path {
    case "me": self = .mine
    case "log": self = .log
    case _ where modules.module(named: path) != nil: self = .module(path)
    default: return nil
    }
  }

  var path: String {
    switch self {
    case .mine: "me"
    case .module(let name): name
    case .log: "log"
    case .room: "room"
    }
  }

  func page(_ view: Replay.View, _ replay: Replay, number: Int = 1) -> Page {
    switch self {
    case .mine: .mine(view, replay)
    case .log: .log(view, replay, page: number)
    case .room: .room(view, replay)
    case .module(let name):
      replay.modules.module(named: name).map { .module($0, view, replay) } ?? .mine(view, replay)
    }
  }
}

/// Where the forms of one viewer go, and what goes with them.
struct FormAddress: Hashable, Sendable {
  let base: String
  let who: String
  let token: String

  /// What a form carries beside what is asked, and no command has a field of these names.
  static let (token, turn, back, confirmed) = ("x-token", "x-turn", "x-back", "x-confirmed")

  var seat: String { "\(base)/as/\(who)" }

  /// - Parameter turn: How often the viewer has acted: the same form sent twice is one act.
  func target(
    _ page: String, turn: Int, late: FieldDescription? = nil, isConfirmed: Bool = false
  ) -> FormTarget {
    FormTarget(
      address: "\(seat)/act",
      hidden: [
        .init(FormAddress.token, token), .init(FormAddress.turn, "\(turn)"),
        .init(FormAddress.back, page),
      ] + (isConfirmed ? [.init(FormAddress.confirmed, "yes")] : []), late: late)
  }
}
