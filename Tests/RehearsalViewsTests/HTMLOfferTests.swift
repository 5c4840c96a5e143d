import RehearsalCore
import RehearsalTestSupport
import Testing

@testable import RehearsalViews

/// Something to do, as a browser has it.
@Suite("An offer as HTML") struct HTMLOfferTests {
  private let html: HTMLReading
  private let source: String

  init() {
    let blocks = SamplePage.whole.blocks.filter { $0.id == "offer" }
    source = HTMLRenderer().render(Page(title: "To do", blocks: blocks))
    html = HTMLReading(source)
  }

  private func inputs(_ type: String) -> [[String: String]] {
    html.all("input").map(\.attributes).filter { $0["type"] == type }
  }

  @Test("what is known goes along unseen and is not asked") func filled() {
    #expect(html.problems == [])
    let unseen = inputs("hidden").compactMap { $0["name"] }
    #expect(unseen.filter { $0 == "contact" || $0 == "about" }.count == 4)
    #expect(unseen.filter { $0 == "command" }.count == 4)
    #expect(!html.all("label").contains { $0.attributes["for"] == "offer.1.contact" })
  }

  @Test("the usual way stands open, one that asks nothing is a button, others unfold")
  func folding() {
    let forms = html.all("form")
    #expect(forms.map { $0.path.last } == ["section", "section", "details", "details"])
    #expect(html.all("button").count == 4)
    for button in html.all("button") {
      #expect(button.attributes["aria-describedby"] == "offer.title")
    }
  }

  @Test("several of a list are ticked") func ticks() {
    #expect(inputs("checkbox").map { $0["value"] } == ["when"])
    #expect(html.text.contains("They come on Monday"))
  }

  @Test("a file stands for what is said of its bytes") func file() {
    #expect(inputs("file").map { $0["name"] } == ["file"])
    #expect(!html.all("input").contains { $0.attributes["name"] == "sha256" })
    let encodings = html.all("form").map { $0.attributes["enctype"] }
    #expect(encodings == [nil, nil, "multipart/form-data", nil])
  }

  @Test("what cannot be taken back looks like it") func danger() {
    #expect(html.all("button").map { $0.attributes["class"] } == [nil, nil, nil, "danger"])
  }

  @Test("many to choose from unfold as a list") func select() {
    let options = (1...9).map { number in
      (value: "role-\(number)" as any FieldValue, words: "<\(number)>")
    }
    let form = Block.Form(
      HandOverItem.self, "Hand it over", ["item": "a room"],
      choices: [Block.Choices("to", options)])
    let offer = Offer("a", "A room", .soon, [form])
    let page = Page(title: "To do", blocks: [Block("a", .offer(offer))])
    let html = HTMLReading(HTMLRenderer().render(page))
    #expect(html.problems == [])
    #expect(html.all("option").count == 10)
    #expect(html.text.contains("<9>"))
    #expect(html.values("value").contains("a room"))
  }

  @Test("what is chosen already is chosen, in a list and among buttons", arguments: [3, 9])
  func chosen(_ count: Int) {
    let options = (1...count).map { number in
      (value: "role-\(number)" as any FieldValue, words: "Role \(number)")
    }
    func chosen(_ value: String?) -> [String?] {
      let form = Block.Form(
        HandOverItem.self, "Hand it over", ["item": "a room"],
        choices: [Block.Choices("to", options, chosen: value)])
      let page = Page(title: "To do", blocks: [Block("a", .offer(Offer("a", "A", .soon, [form])))])
      let html = HTMLReading(HTMLRenderer().render(page))
      #expect(html.problems == [])
      return (html.all("option") + html.all("input")).map(\.attributes)
        .filter { $0["selected"] != nil || $0["checked"] != nil }.map { $0["value"] }
    }
    #expect(chosen("role-2") == ["role-2"])
    #expect(chosen(nil) == [])
    #expect(chosen("role-99") == [])
  }

  @Test("what is done beside the log goes along unseen, and takes several files") func beside() {
    let send = Block.Form(beside: "tray.send", "Send", doc: "Sends files", takesFiles: true)
    let remove = Block.Form(beside: "tray.remove", "Remove it", doc: "Removes a file")
      .carrying("tray-file", "\"<ab>")
    let offer = Offer("a", "A file", .soon, [send, remove])
    let page = Page(title: "To do", blocks: [Block("a", .offer(offer))])
    let html = HTMLReading(HTMLRenderer().render(page))
    #expect(html.problems == [])
    let inputs = html.all("input").map(\.attributes)
    #expect(inputs.filter { $0["type"] == "file" }.map { $0["multiple"] != nil } == [true])
    #expect(inputs.filter { $0["name"] == "command" }.count == 2)
    #expect(html.values("value").contains("\"<ab>"))
    let text = TextRenderer(width: 80, colour: false).render(page)
    #expect(text.contains("in a browser only"))
    #expect(!text.contains("WHO"))
  }
}
