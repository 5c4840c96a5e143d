package import RehearsalCore

/// A page as one HTML file that needs nothing else: no script, no request, no font of its own. It
/// is read with scripts off, on a narrow screen, by ear and on paper.
package struct HTMLRenderer: Sendable {
  private let forms: FormTarget?
  private let answer: FormAnswer

  /// `forms` says where forms go; a report has none. `answer` is what came of one.
  package init(forms: FormTarget? = nil, answer: FormAnswer = FormAnswer()) {
    self.forms = forms
    self.answer = answer
  }

  /// One block, ready to stand in a page.
  package struct Part: Piece, Sendable, Hashable {
    /// The id of its outermost element.
    package let id: String
    package let html: HTML
  }

  /// The whole document. `footer` is what a reader may check it by, such as the log's short head.
  package func render(_ page: Page, footer: [Block.Fact] = []) -> String {
    let hasForm = page.blocks.contains { block in
      switch block.content {
      case .form, .offer: true
      default: false
      }
    }
    let (parts, main) = pieces(page)
    let html: HTML = #"""
      <!DOCTYPE html>
      <html lang="en-GB">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="\#(policy(hasForm: hasForm))">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="referrer" content="no-referrer">
      <meta name="theme-color" content="#4b2e63">
      <title>\#(HTMLRenderer.title(page))</title>
      <style>
      \#(HTMLRenderer.style)</style>
      </head>
      <body>
      \#(HTMLRenderer.top(main))
      <header class="header"><p>\#(Exercise.product)</p></header>
      <main id="\#(main)" tabindex="-1">
      <h1>\#(Visible.name(page.title))</h1>
      \#(HTML(parts.map(\.html), separator: "\n"))
      </main>
      <footer class="footer">
      \#(footer.isEmpty ? "" : HTMLBlocks.facts(footer, id: nil))
      <p>\#(Exercise.strip)</p>
      </footer>
      </body>
      </html>

      """#
    return html.source
  }

  /// Every block by itself, in the page's order, as it stands in the document.
  package func parts(_ page: Page) -> [Part] { pieces(page).parts }

  /// The blocks, and an id that none of them has, for what holds them.
  func pieces(_ page: Page) -> (parts: [Part], main: String) {
    var blocks = HTMLBlocks(page.blocks, forms: forms, answer: answer)
    let parts = page.blocks.indices.map { index in
      Part(id: blocks.blockIDs[index], html: blocks.part(page.blocks[index], at: index))
    }
    return (parts, blocks.ids.claim("page.main"))
  }

  static func title(_ page: Page) -> HTML {
    "\(Visible.name(page.title)) – \(Exercise.product) – Exercise only"
  }

  /// What every document begins with.
  static func top(_ main: String) -> HTML {
    #"""
    <a class="skip" href="#\#(main)">Skip to the content</a>
    <div class="strip" role="region" aria-label="Exercise only"><p>\#(Exercise.strip)</p></div>
    """#
  }

  /// Nothing may be fetched or run. Forms go to where the page came from, if there are any.
  private func policy(hasForm: Bool) -> HTML {
    let common: HTML = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; "
    return "\(common)form-action \(HTML(raw: hasForm ? "'self'" : "'none'"))"
  }

  private static let style: HTML =
    EmbeddedFiles.all.first { $0.path.description == "Assets/report.css" }
    .map { HTML(raw: $0.text) } ?? ""
}

/// Where a form is sent, and what goes with it unseen, such as a token. Only a server knows.
package struct FormTarget: Sendable, Hashable {
  package let address: String
  package let hidden: [Hidden]
  /// What asks when it happened, for what is typed late; `nil` where that is not asked.
  package let late: FieldDescription?

  /// A name and a value that people do not see.
  package struct Hidden: Sendable, Hashable {
    package let name: String
    package let value: String

    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  package init(address: String, hidden: [Hidden], late: FieldDescription? = nil) {
    self.address = address
    self.hidden = hidden
    self.late = late
  }
}
