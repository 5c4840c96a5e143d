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
