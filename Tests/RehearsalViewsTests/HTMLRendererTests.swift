import Foundation
import RehearsalCore
import RehearsalTestSupport
import RehearsalViews
import Testing

@Suite("HTML of a page") struct HTMLRendererTests {
  private let source = HTMLRenderer().render(SamplePage.whole, footer: SamplePage.footer)

  /// The style sheet is left out: it is a file that is read in review itself.
  @Test("as it was") func golden() throws {
    let start = try #require(source.range(of: "<style>\n")?.upperBound)
    let end = try #require(source.range(of: "</style>")?.lowerBound)
    Golden.check(source.replacingCharacters(in: start..<end, with: ""), "whole.html")
  }

  @Test("the same bytes every time") func repeatable() {
    #expect(HTMLRenderer().render(SamplePage.whole, footer: SamplePage.footer) == source)
  }

  @Test("says what it is, in its language, and asks for nothing") func frame() throws {
    let html = HTMLReading(source)
    #expect(html.problems == [])
    #expect(html.all("html").first?.attributes == ["lang": "en-GB"])
    #expect(html.all("h1").count == 1)
    #expect(html.all("main").count == 1)
    #expect(source.contains("<title>Call day: notification – rehearse – Exercise only</title>"))
    for name in ["script", "img", "iframe", "object", "embed", "base"] {
      #expect(html.all(name).isEmpty, "\(name)")
    }
    for attribute in ["src", "srcset", "style", "onclick", "onload", "required"] {
      #expect(html.values(attribute).isEmpty, "\(attribute)")
    }
    #expect(html.values("href").allSatisfy { $0.hasPrefix("#") })
    #expect(source.components(of: "url(") == source.components(of: "url(#"))
    #expect(!source.contains("@import"))
    let policy = try #require(html.values("content").first)
    #expect(policy.hasPrefix("default-src 'none'; style-src 'unsafe-inline'"))
  }

  @Test("every page says that it is an exercise, at both ends") func strip() {
    for page in [SamplePage.whole, Page(title: "", blocks: [])] {
      let text = HTMLReading(HTMLRenderer().render(page)).text
      #expect(text.components(of: Exercise.strip) == 2)
      #expect(text.contains("Exercise only"))
    }
  }

  @Test("nothing that could be taken for a government page") func ownLook() {
    let lowercased = source.lowercased()
    for word in ["gov.uk", "govuk", "crown", "ofsted", "gds transport", "#1d70b8", "#00703c"] {
      #expect(!lowercased.contains(word), "\(word)")
    }
    #expect(source.contains("#4b2e63") && source.contains("\"Helvetica Neue\", Arial"))
  }

  @Test("blocks keep their ids and every id is given once") func ids() {
    let html = HTMLReading(source)
    let ids = html.values("id")
    #expect(Set(ids).count == ids.count)
    #expect(SamplePage.whole.blocks.allSatisfy { ids.contains($0.id) })
    for name in ["aria-labelledby", "aria-describedby", "for"] {
      for reference in html.values(name).flatMap({ $0.split(separator: " ") }) {
        #expect(ids.contains(String(reference)), "\(name) \(reference)")
      }
    }
    let regions = html.elements.filter { $0.attributes["role"] == "region" }
    let names = regions.compactMap { $0.attributes["aria-labelledby"] }
    #expect(Set(names).count == names.count)
    #expect(regions.dropFirst().allSatisfy { $0.attributes["tabindex"] == "0" })
  }

  @Test("every moment is a time that machines read") func times() {
    let times = HTMLReading(source).all("time").compactMap { $0.attributes["datetime"] }
    #expect(times.contains("2019-11-04T09:12:30"))
    #expect(times.contains("2019-11-04"))
    #expect(
      source.contains(
        #"<time datetime="2019-11-04T09:05:00">4 November 2019 at 9:05am</time>"#))
    #expect(times.allSatisfy { $0.count == 10 || $0.count == 19 })
  }

  @Test("headings, tables, trees and statuses are what they look like") func meaning() {
    let html = HTMLReading(source)
    #expect(html.all("h2").count == 3)
    #expect(html.all("h3").map(\.path.last) == ["form", "form", "section"])
    #expect(html.all("caption").count == html.all("table").count)
    #expect(html.all("th").allSatisfy { ["col", "row"].contains($0.attributes["scope"]) })
    let open = html.all("details").map { $0.attributes["open"] != nil }
    #expect(open == [true, true, false, true, false, false])
    for element in html.elements where element.attributes["class"]?.hasPrefix("tag") == true {
      #expect(!element.path.contains("a") && !element.path.contains("button"))
    }
    for status in Status.allCases {
      #expect(source.contains(".tag-\(status.rawValue) {"), "\(status)")
    }
  }

  @Test("a dash is heard as words") func dash() {
    #expect(
      source.contains(
        #"<span aria-hidden="true">–</span><span class="unseen">nothing yet</span>"#))
  }

  @Test("forms go where the server says, and nowhere in a report") func forms() {
    let target = FormTarget(
      address: "/rehearsals/1?a=1&b=\"2\"", hidden: [FormTarget.Hidden("token", "\"t\"<&>")])
    let page = SamplePage.whole
    let html = HTMLReading(HTMLRenderer(forms: target).render(page))
    #expect(html.problems == [])
    let actions = html.all("form").map { $0.attributes["action"] }
    #expect(actions == Array(repeating: target.address, count: 6))
    #expect(html.values("value").filter { $0 == "\"t\"<&>" }.count == 6)
    #expect(html.values("value").contains("communication.tell"))
    #expect(html.values("content").contains { $0.contains("form-action 'self'") })
    let report = HTMLReading(HTMLRenderer().render(Page(title: "a", blocks: [])))
    #expect(report.values("content").contains { $0.contains("form-action 'none'") })
  }

  @Test("a form asks for every field in its own way") func fields() {
    let blocks = SamplePage.whole.blocks.filter { $0.id != "offer" }
    let html = HTMLReading(HTMLRenderer().render(Page(title: "Forms", blocks: blocks)))
    let radios = html.all("input").filter { $0.attributes["type"] == "radio" }
    #expect(
      radios.map { $0.attributes["value"] }
        == ["holder", "deputy", "yes", "no", "holder", "deputy"])
    let checked = radios.map { $0.attributes["checked"] != nil }
    #expect(checked == [true, false, true, false, false, false])
    #expect(html.all("textarea").map { $0.attributes["name"] } == ["because"])
    #expect(html.all("fieldset").count == html.all("legend").count)
    #expect(html.text.contains("Separate by commas"))
    let named = html.elements.filter { ["input", "textarea"].contains($0.name) }
      .compactMap { $0.attributes["name"] }
    for field in Describer.describe(EveryShape.self) {
      #expect(named.contains(field.name), "\(field.name)")
    }
  }

  @Test("parts are what the document is made of") func parts() {
    for part in HTMLRenderer().parts(SamplePage.whole) {
      #expect(source.contains(part.html.source), "\(part.id)")
      #expect(HTMLReading(part.html.source).elements.first?.attributes["id"] == part.id)
    }
  }
}

@Suite("HTML of hostile texts") struct HostileHTMLTests {
  @Test("texts stay texts", arguments: SamplePage.hostile.indices)
  func hostile(which: Int) {
    let text = SamplePage.hostile[which]
    let page = SamplePage.made(of: text)
    let footer = [Block.Fact(text, .words(text))]
    let source = HTMLRenderer().render(page, footer: footer)
    let html = HTMLReading(source)
    #expect(html.problems == [])
    let plain = HTMLReading(
      HTMLRenderer().render(SamplePage.made(of: "x"), footer: [Block.Fact("x", .words("x"))]))
    if !text.allSatisfy({ $0 == " " }) { #expect(html.shape == plain.shape) }
    let ids = html.values("id")
    #expect(Set(ids).count == ids.count)
    #expect(ids.allSatisfy { !$0.isEmpty && !$0.contains(" ") })
    let acting = source.unicodeScalars.filter {
      $0 != "\n" && ($0.properties.generalCategory == .control || $0.properties.isBidiControl)
    }
    #expect(acting.isEmpty)
    #expect(html.values("datetime").allSatisfy { !$0.contains(".") })
    #expect(html.text.contains("Exercise only"))
  }

  @Test("a text with line ends keeps its lines and adds none elsewhere") func lineEnds() {
    let html = HTMLReading(
      HTMLRenderer().render(SamplePage.made(of: "one\r\ntwo\u{2028}three\n \nfour\tfive")))
    #expect(html.problems == [])
    #expect(html.all("br").map(\.path.last) == ["p", "p", "p", "p"])
    #expect(html.text.contains("one two three   four five"))
  }
}

extension String {
  /// How often `part` stands in the text.
  fileprivate func components(of part: String) -> Int {
    indices.count { self[$0...].hasPrefix(part) }
  }
}
