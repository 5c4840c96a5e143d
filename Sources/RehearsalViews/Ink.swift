import RehearsalCore

/// How a piece of text looks in a terminal that shows colour. Words say the same without it.
enum Ink {
  case plain
  case strong
  case status(Status)

  /// The text between the codes that turn the look on and off.
  func paint(_ text: String) -> String {
    guard let code, !text.isEmpty else { return text }
    return "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }

  private var code: String? {
    switch self {
    case .plain, .status(.neutral): nil
    case .strong: "1"
    case .status(.done): "32"
    case .status(.underWay): "36"
    case .status(.atRisk): "33"
    case .status(.late): "35"
    case .status(.problem): "1;31"
    }
  }
}
