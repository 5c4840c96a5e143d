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

extension LivePage {
  /// What one can go to from here beside the other pages; `nil` where that is nothing.
  ///
  /// - Parameter number: of a page of the log, from 1, the newest
  func more(_ view: Replay.View, _ forms: FormAddress, number: Int = 1) -> Frame.More? {
    let seat = forms.seat
    switch self {
    case .module("\(Documents.name)"):
      let files = view.state[Documents.self].openable.map { file in
        Frame.Link(
          "\(seat)/files/\(file.sha256.text)",
          "Open \(file.document), version \(file.version): \(file.name)")
      }
      return Frame.More("Files", [Frame.Link("\(seat)/tray", "Send and place files")] + files)
    case .module("\(Cover.name)") where view.viewer == .facilitator:
      return Frame.More("Facilitator", keys(view.viewer, seat))
    case .mine:
      return Frame.More(
        "More",
        [
          Frame.Link("\(seat)/paper", "Print the paper pack"),
          Frame.Link(forms.calendar, "Calendar to subscribe to"),
        ] + keys(view.viewer, seat))
    case .log:
      let links = [
        number > 1 ? Frame.Link("\(seat)/log?page=\(number - 1)", "Newer") : nil,
        view.shown.count > number * 100
          ? Frame.Link("\(seat)/log?page=\(number + 1)", "Older") : nil,
      ].compactMap { $0 }
      return links.isEmpty ? nil : Frame.More("More of the log", links)
    case .module, .room: return nil
    }
  }

  private func keys(_ viewer: Viewer, _ seat: String) -> [Frame.Link] {
    guard viewer == .facilitator else { return [] }
    return [
      Frame.Link("\(seat)/room-keys", "Keys and clock: join code, free a seat, play a part")
    ]
  }
}

/// Where the forms of one viewer go, and what goes with them.
struct FormAddress: Hashable, Sendable {
  let base: String
  let who: String
  let token: String
  /// Where the viewer's calendar is, which nobody else can guess.
  let calendar: String

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
