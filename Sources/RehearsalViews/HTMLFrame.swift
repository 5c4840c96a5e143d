package import RehearsalCore

extension HTMLRenderer {
  /// The whole document of a live page. Everything that it needs comes from the server it came
  /// from, so that a policy can forbid all else; it works without its script.
  package func render(_ page: Page, in frame: Frame) -> String {
    let (parts, main) = pieces(page)
    var body = HTML("")
    if let stream = frame.stream {
      let held: HTML = stream.isHeld.map { #" data-held="\#($0 ? "yes" : "no")""# } ?? ""
      body = #" data-stream="\#(stream.address)" data-position="\#(stream.position)"\#(held)"#
    }
    let kind: HTML = frame.isWall ? "wall" : "live"
    let isWrong = if case .problems? = frame.banner { true } else { false }
    let html: HTML = #"""
      <!DOCTYPE html>
      <html lang="en-GB">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="referrer" content="same-origin">
      <meta name="theme-color" content="#4b2e63">
      <title>\#(isWrong ? "Error: " : "")\#(HTMLRenderer.title(page))</title>
      <link rel="stylesheet" href="\#(frame.assets.style)">
      <link rel="icon" href="data:,">
      <script src="\#(frame.assets.script)" defer></script>
      </head>
      <body class="\#(kind)"\#(body)>
      \#(HTMLRenderer.top(main))
      <header class="header"><p>\#(Visible.name(frame.name))</p></header>
      \#(frame.navigation)\#(frame.clocks)<main id="\#(main)" tabindex="-1">
      \#(frame.bannerHTML)<h1>\#(Visible.name(page.title))</h1>
      \#(frame.searchHTML)\#(HTML(parts.map(\.html), separator: "\n"))
      \#(frame.moreHTML)</main>
      \#(frame.footer)</body>
      </html>

      """#
    return html.source
  }
}

extension Frame.More {
  /// As it stands in a page. No block's id begins as its own does.
  package var part: HTMLRenderer.Part {
    let html: HTML = #"""
      <nav class="more" id="page.more" aria-labelledby="page.more.title">\#
      <h2 id="page.more.title">\#(title)</h2>
      <ul role="list">
      \#(Frame.list(links))</ul></nav>
      """#
    return HTMLRenderer.Part(id: "page.more", html: html)
  }
}

extension Frame {
  fileprivate var navigation: HTML {
    guard !links.isEmpty else { return "" }
    return #"""
      <nav class="pages" aria-label="Pages"><ul role="list">
      \#(Frame.list(links))</ul></nav>

      """#
  }

  fileprivate static func list(_ links: [Link]) -> [HTML] {
    links.map { link in
      let current: HTML = link.isCurrent ? #" aria-current="page""# : ""
      let key: HTML = link.shortcut.map { #" data-key="\#(String($0.key))""# } ?? ""
      return #"<li><a href="\#(link.address)"\#(current)\#(key)>\#(link.words)</a></li>\#n"#
    }
  }

  fileprivate var clocks: HTML {
    guard let clock else { return "" }
    let facts: [HTML] = clock.facts.map { fact in
      #"""
      <div><dt>\#(fact.name)</dt><dd data-clock="\#(fact.key)">\#(HTMLBlocks.cell(fact.value))\#
      </dd></div>

      """#
    }
    return #"""
      <section class="clocks" aria-label="Clocks"><dl>
      \#(facts)</dl></section>

      """#
  }

  /// Without a script: the page comes back with what was found.
  fileprivate var searchHTML: HTML {
    guard let search else { return "" }
    return #"""
      <form class="search" role="search" method="get">
      <label for="page.find">Find on this page</label>
      <input id="page.find" name="find" type="text" value="\#(search)">
      <button type="submit" class="quiet">Find</button>
      </form>

      """#
  }

  fileprivate var moreHTML: HTML { more.map { "\($0.part.html)\n" } ?? "" }

  fileprivate var bannerHTML: HTML {
    switch banner {
    case nil: return ""
    case .done(let words):
      return #"""
        <div class="done" role="alert"><p>\#(words)</p></div>

        """#
    case .problems(let problems):
      let lines: [HTML] = problems.map { problem in
        guard let field = problem.field else { return "<li>\(problem.words)</li>\n" }
        return ##"<li><a href="#\##(field)">\##(problem.words)</a></li>\##n"##
      }
      return #"""
        <div class="problems" role="alert" tabindex="-1" autofocus>
        <h2>There is a problem</h2>
        <ul role="list">
        \#(lines)</ul>
        </div>

        """#
    }
  }

  /// What the script fills in stands there from the start: a reader is told of changes only in a
  /// place that was there before.
  fileprivate var footer: HTML {
    let updates: HTML =
      stream == nil
      ? ""
      : #"""
      <p class="updates" id="page.updates" role="status"></p>
      <p><button type="button" class="quiet" data-pause hidden>Pause updates</button>
      <button type="button" class="quiet" data-alerts hidden>Turn on alerts</button></p>

      """#
    return #"""
      <footer class="footer">
      \#(updates)\#(keys)<ul class="foot" role="list">
      \#(Frame.list(foot))</ul>
      <p>\#(Exercise.strip)</p>
      </footer>

      """#
  }

  /// Which keys lead where, and how to turn them off: without the script there are none.
  private var keys: HTML {
    let shortcuts = foot.compactMap(\.shortcut)
    guard !shortcuts.isEmpty else { return "" }
    let names = shortcuts.map { "\($0.key.uppercased()) to \($0.words)" }
    let words = names.joined(separator: ", or ")
    return #"""
      <div class="keys" data-keys hidden>
      <p data-on>While you are not typing, press \#(words). \#
      <button type="button" class="quiet">Turn keys off</button></p>
      <p data-off hidden>Keys are turned off: \#(words). \#
      <button type="button" class="quiet">Turn keys on</button></p>
      </div>

      """#
  }
}
