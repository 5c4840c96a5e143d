/// The page on one kind of finding, for whoever met its code in a message: what was seen, why it
/// matters, how it is put right, with a wrong and a right example.
///
/// Pages are the Markdown files in the folder `Diagnostics`, one for each code.
package struct Explanation: Sendable {
  package let code: String
  /// What the finding is, in a few words.
  package let title: String
  /// The whole page, as it is shown.
  package let text: String

  /// Every page, in the order of the codes.
  package static var all: [Explanation] {
    EmbeddedFiles.all.compactMap { file in
      let path = "\(file.path)"
      guard path.hasPrefix(folder), path.hasSuffix(ending) else { return nil }
      return of(String(path.dropFirst(folder.count).dropLast(ending.count)))
    }
  }

  /// The page on `code`, such as S014; `nil` where no finding has it.
  package static func of(_ code: String) -> Explanation? {
    guard let text = EmbeddedFiles.text(folder + code + ending) else { return nil }
    let heading = text.prefix { $0 != "\n" }
    let start = "# \(code): "
    guard heading.hasPrefix(start) else { return nil }
    return Explanation(code: code, title: String(heading.dropFirst(start.count)), text: text)
  }

  private static let folder = "Diagnostics/"
  private static let ending = ".md"
}
