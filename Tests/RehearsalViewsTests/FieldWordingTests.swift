import RehearsalCore
import Testing

@testable import RehearsalViews

@Suite("Words of forms") struct FieldWordingTests {
  @Test(arguments: [
    (Block.Form(for: Tell.self), "Tell", "WHO tells CONTACT about ABOUT [via VIA] [facts FACTS,…]"),
    (
      Block.Form(for: StopForRealIncident.self), "Stop for a real incident",
      "WHO stops for a real incident [because BECAUSE]"
    ),
    (
      Block.Form(for: GiveUp.self), "Cannot reach",
      "WHO cannot reach CONTACT about ABOUT because BECAUSE"
    ),
    (Block.Form(for: EndRehearsal.self), "End", "WHO ends"),
    (Block.Form(for: EveryShape.self), "Carry over", nil),
  ])
  func form(form: Block.Form, button: String, pattern: String?) {
    #expect(form.button == button)
    if let pattern { #expect(form.pattern == pattern) }
  }

  @Test(arguments: [
    ("confirms", "confirm"), ("passes", "pass"), ("pushes", "push"), ("notices", "notice"),
    ("tries", "try"), ("lies", "lie"), ("does", "do"), ("has", "have"), ("cannot", "cannot"),
    ("fixes", "fix"), ("", ""),
  ])
  func verbs(said: String, plain: String) {
    #expect(Block.Form.plain(said) == plain)
  }

  @Test func labels() {
    #expect(FieldDescription.sentence("left-message") == "Left message")
    #expect(FieldDescription.sentence("") == "")
  }
}
