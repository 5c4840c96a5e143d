import RehearsalCore
import RehearsalTestSupport
import Testing

@Suite("Forms of commands") struct FormTests {
  private let filled = Block.Form(
    Tell.self, "Answered and told",
    ["about": ID<CascadeLine>.known("call"), "contact": ID<Recipient>.known("director")],
    without: ["via"])

  @Test("what is known is filled in, in the order of the command, and the rest is asked")
  func rest() {
    #expect(filled.filled.map(\.name) == ["contact", "about"])
    #expect(filled.filled.map(\.value) == ["director", "call"])
    #expect(filled.fields.map(\.name) == ["facts"])
    #expect(filled.object == "contact")
  }

  @Test("a form with nothing known asks for everything") func whole() {
    let form = Block.Form(for: Tell.self)
    #expect(form.filled.isEmpty)
    #expect(form.words == nil)
    #expect(form.fields.map(\.name) == ["contact", "about", "via", "facts"])
  }

  @Test("what goes along besides is no field of the command") func carried() {
    let form = filled.carrying("tray-file", "ab12").carrying("seen", "7")
    #expect(form.filled == filled.filled)
    #expect(form.carried.map { "\($0.name)=\($0.value)" } == ["tray-file=ab12", "seen=7"])
    #expect(filled.carried.isEmpty)
    #expect(form.isCommand)
  }

  @Test("a form beside the log asks for no command") func beside() {
    let form = Block.Form(
      beside: "tray.remove", "Remove it", doc: "Removes a file"
    ).carrying("tray-file", "ab12")
    #expect(!form.isCommand)
    #expect(form.command == "tray.remove")
    #expect(Modules.rehearsal.command(named: form.command) == nil)
    #expect(form.fields.isEmpty && form.filled.isEmpty && !form.takesFile && !form.takesSeveral)
  }

  @Test("something may be chosen already, and nothing is by itself") func chosen() {
    let roles = [ID<Recipient>.known("director"), .known("clerk")]
    let options = roles.map { (value: $0 as any FieldValue, words: $0.text) }
    let open = Block.Form(Tell.self, "Tell", choices: [Block.Choices("contact", options)])
    let sure = Block.Form(
      Tell.self, "Tell", choices: [Block.Choices("contact", options, chosen: roles[1])])
    #expect(open.chosen("contact") == nil)
    #expect(sure.chosen("contact") == "clerk")
    #expect(sure.chosen("about") == nil)
  }

  // A release goes on with such a form, and whoever sends it is told what is wrong.
  #if DEBUG
    @Test("a field that the command does not have stops the test that comes by")
    func unknown() async {
      await #expect(processExitsWith: .failure) {
        _ = Block.Form(Tell.self, "Tell", ["contract": ID<Recipient>.known("director")])
      }
      await #expect(processExitsWith: .failure) {
        _ = Block.Form(Tell.self, "Tell", without: ["fact"])
      }
      await #expect(processExitsWith: .failure) {
        _ = Block.Form(Tell.self, "Tell", choices: [Block.Choices("fakts", [])])
      }
    }

    @Test("what must be said cannot be left out") func required() async {
      await #expect(processExitsWith: .failure) {
        _ = Block.Form(Tell.self, "Tell", without: ["contact"])
      }
    }
  #endif
}
