import RehearsalViews
import Testing

@Suite("HTML escapes by construction") struct HTMLTests {
  @Test func textIsEscapedAndMarksAreNot() {
    let text = #"<b a="c" d='e'>&"#
    let html: HTML = #"<p title="\#(text)">\#(text) \#(3)</p>"#
    let escaped = "&lt;b a=&quot;c&quot; d=&#39;e&#39;&gt;&amp;"
    #expect(html.source == #"<p title="\#(escaped)">\#(escaped) 3</p>"#)
    #expect(HTML(text).source == escaped)
  }

  @Test func piecesStayAsTheyAre() {
    let pieces: [HTML] = ["<i>\("a&b")</i>", "<br>"]
    #expect(HTML(pieces, separator: ", ").source == "<i>a&amp;b</i>, <br>")
    let list: HTML = "<p>\(pieces)</p>"
    #expect(list.source == "<p><i>a&amp;b</i><br></p>")
    let nested: HTML = "<div>\(list)</div>"
    #expect(nested.source == "<div><p><i>a&amp;b</i><br></p></div>")
  }

  /// A literal inside a gap is a text: only what stands outside gaps is marks.
  @Test(arguments: [true]) func literalInAGapIsText(isOpen: Bool) {
    let html: HTML = "<details\(isOpen ? " open" : "")>\("<b>")</details>"
    #expect(html.source == "<details open>&lt;b&gt;</details>")
  }
}
