import RehearsalCore

/// Why the book says no, in order of precedence.
enum VisitorsBookRefusal: Refusal {
  case entranceUnknown(ID<BookEntrance>, nearest: String?)
  case alreadyIn(ID<BookVisitor>)
  case notIn(ID<BookVisitor>)
  case noBadge(ID<BookEntrance>)

  static let precedence = ["entrance-unknown", "already-in", "not-in", "no-badge"].map {
    "visitors-book." + $0
  }

  var code: String {
    let name =
      switch self {
      case .entranceUnknown: "entrance-unknown"
      case .alreadyIn: "already-in"
      case .notIn: "not-in"
      case .noBadge: "no-badge"
      }
    return "visitors-book." + name
  }

  var reason: String {
    switch self {
    case .entranceUnknown(let id, _): "No entrance is called \"\(id)\""
    case .alreadyIn(let id): "\"\(id)\" is inside already"
    case .notIn(let id): "\"\(id)\" is not inside"
    case .noBadge(let id): "\"\(id)\" has no badge left"
    }
  }

  var fix: String {
    switch self {
    case .entranceUnknown(_, let nearest):
      nearest.map { "Did you mean \"\($0)\"?" } ?? "The scenario lists them."
    case .alreadyIn: "Sign them out first."
    case .notIn: "Nothing more to do."
    case .noBadge: "Wait until somebody leaves, or use another entrance."
    }
  }
}
