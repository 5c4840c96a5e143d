import RehearsalCore
import RehearsalStorage
import RehearsalTestSupport
import Testing

@testable import RehearsalViews

/// A picture of a tree as people see it, beside the list and the table that say the same.
@Suite struct HTMLPictureTests {
  private func html(_ picture: Block.Picture, beside more: [Block] = []) -> String {
    HTMLRenderer().render(
      Page(title: "Messages", blocks: more + [Block("call_picture", .picture(picture))]))
  }

  private func place(
    _ name: String, _ status: Status = .done, _ places: [Block.Place] = []
  ) -> Block.Place {
    Block.Place(
      name, status: .status(status, "Words of \(status.rawValue)"), words: "\(name): it stands.",
      size: 1, places: places)
  }

  @Test func `It is one image with a finding, a sentence and a way to the table`() throws {
    let table = Block(
      "call_calls", .table(Block.Table(caption: "Calls", columns: ["Who"], rows: [])))
    let page = html(
      SamplePage.picture(of: [place("Director", .done, [place("Chief", .problem)])]),
      beside: [Block("call", .heading("The call")), table])
    let reading = HTMLReading(page)
    #expect(reading.problems.isEmpty)
    let images = reading.all("svg").filter { $0.attributes["role"] == "img" }
    let image = try #require(images.first)
    #expect(images.count == 1)
    #expect(image.attributes["aria-labelledby"] == "call_picture.title call_picture.summary")
    #expect(page.contains(##"<a href="#call_calls">"##))
    #expect(
      page.contains(
        #"role="region" aria-labelledby="call call_picture.title" tabindex="0">"#))
    #expect(page.contains("<title>Chief: it stands.</title>"))
    #expect(!page.contains("style="))
    #expect(Set(reading.values("id")).count == reading.values("id").count)
  }

  @Test func `A status has a pattern, and words that explain it, where it is there and only there`()
  {
    let page = html(
      SamplePage.picture(of: [place("Director", .done, [place("Chief", .problem)])]))
    for (status, isThere) in [
      (Status.done, true), (.problem, true), (.late, false), (.neutral, false),
    ] {
      #expect(page.contains("<pattern id=\"call_picture.look.\(status.rawValue)\"") == isThere)
      #expect(page.contains("Meaning of \(status.rawValue)") == isThere)
    }
  }

  @Test func `Each pattern is told from the others by its strokes, not by its colour alone`() {
    let all = Status.allCases.map { place($0.rawValue, $0) }
    let page = html(SamplePage.picture(of: all))
    let strokes = page.matches(of: #/<pattern.*?<path d="([^"]*)"/#).map { $0.output.1 }
    #expect(strokes.count == Status.allCases.count)
    #expect(Set(strokes).count == strokes.count)
  }

  @Test func `A name stands where it fits, and is cut where it does not`() {
    let long = String(repeating: "Children's homes and residential care ", count: 8)
    let page = html(SamplePage.picture(of: [place("Director", .done, [place(long)])]))
    let labels = page.matches(of: #/<text[^>]*>([^<]*)<\/text>/#).map { String($0.output.1) }
    #expect(labels.first == "Director")
    #expect(labels.last?.hasSuffix("…") == true)
    #expect(labels.allSatisfy { $0.count <= 50 })
    let many = (0..<200).map { place("Role \($0)") }
    let crowd = html(SamplePage.picture(of: many))
    #expect(!crowd.contains("<text"))
    #expect(crowd.matches(of: #/<title>Role \d+: it stands.<\/title>/#).count == 200)
  }

  @Test func `Nothing to draw draws nothing`() {
    let page = html(SamplePage.picture(of: []))
    #expect(!page.contains("<svg"))
    #expect(page.contains(#"<p class="empty" id="call_picture">"#))
  }

  @Test func `It leads nowhere where the table is not there`() {
    let page = html(SamplePage.picture(of: [place("Director")]))
    #expect(!page.contains(##"<a href="#call_calls">"##))
  }

  @Test(arguments: SamplePage.hostile.indices)
  func `A hostile name stays a name`(_ number: Int) {
    let text = SamplePage.hostile[number]
    let picture = Block.Picture(
      title: text, summary: text, unit: text, key: [Block.Meaning(.late, text)], table: text,
      places: [
        Block.Place(
          text, status: .status(.late, text), words: text, size: 3,
          places: [Block.Place(text, status: .words(text), words: text, size: 9, places: [])])
      ])
    let reading = HTMLReading(html(picture))
    let plain = HTMLReading(
      html(
        Block.Picture(
          title: "a", summary: "a", unit: "a", key: [Block.Meaning(.late, "a")], table: "a",
          places: [
            Block.Place(
              "a", status: .status(.late, "a"), words: "a", size: 3,
              places: [Block.Place("a", status: .words("a"), words: "a", size: 9, places: [])])
          ])))
    #expect(reading.problems.isEmpty)
    let names = Set(reading.elements.map(\.name))
    #expect(names == Set(plain.elements.map(\.name)))
    let allowed = Set(plain.elements.flatMap { $0.attributes.keys })
    #expect(Set(reading.elements.flatMap { $0.attributes.keys }).isSubset(of: allowed))
  }

  // MARK: - The same in all three

  /// Somebody on the page: the name, how they stand, and who told them.
  private struct Fact: Hashable {
    let who: String
    let how: String
    let by: String
  }

  @Test func `List, table and picture of a whole rehearsal hold the same`() throws {
    let log = try RecordedScenario("thurrock-ilacs-2019", lines: 120)
    let replay = try RecordedRehearsal.open(log.folder, .rehearsal).replay
    let page = Page.rehearsal(replay.view(.facilitator), replay)
    let parts = HTMLRenderer().parts(page)
    let pictures = parts.filter { $0.id.hasSuffix("_picture") }
    #expect(!pictures.isEmpty)
    for picture in pictures {
      let key = picture.id.dropLast("_picture".count)
      let source = { (end: String) -> String in
        parts.first { $0.id == "\(key)_\(end)" }?.html.source ?? ""
      }
      let table = Set(table(source("calls")))
      #expect(table.count > 1)
      #expect(Set(list(source("tree"))) == table, "\(key)")
      #expect(Set(titles(picture.html.source)) == table, "\(key)")
    }
  }

  private func table(_ html: String) -> [Fact] {
    html.split(separator: "<tr>").dropFirst(2).compactMap { row in
      let cells = row.matches(of: #/<t[hd][^>]*>(.*?)<\/t[hd]>/#).map { plain($0.output.1) }
      guard cells.count > 2 else { return nil }
      return Fact(who: cells[0], how: cells[2], by: cells[1] == "–nothing yet" ? "" : cells[1])
    }
  }

  private func list(_ html: String) -> [Fact] {
    var facts: [Fact] = []
    var above: [String] = []
    var last = ""
    let marks =
      #/<ul|<\/ul>|<span class="branch">(.*?)<\/span> <span class="tag[^>]*>(.*?)<\/span>/#
    for match in html.matches(of: marks) {
      if match.output.0 == "<ul" {
        above.append(last)
      } else if match.output.0 == "</ul>" {
        above.removeLast()
      } else if let who = match.output.1, let how = match.output.2 {
        last = plain(who).replacing(#/: \d+ of \d+ told below$/#, with: "")
        facts.append(Fact(who: last, how: plain(how), by: above.last ?? ""))
      }
    }
    return facts
  }

  private func titles(_ html: String) -> [Fact] {
    html.matches(of: #/<title>(.*?)<\/title>/#).compactMap { match in
      let words = plain(match.output.1).replacing(#/ \d+ of \d+ told below\.$/#, with: "")
      let whole = #/(.+?): (.+?)\.(?: (?:Told|Being told|To be told) by (.+)\.)?/#
      guard let found = words.wholeMatch(of: whole) else { return nil }
      return Fact(
        who: String(found.output.1), how: String(found.output.2),
        by: found.output.3.map { String($0) } ?? "")
    }
  }

  private func plain(_ html: Substring) -> String { HTMLReading(String(html)).text }
}
