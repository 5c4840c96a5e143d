import RehearsalCore
import Testing

/// Sentences as people type them: what each asks for, and what is said of one that is wrong.
@Suite("The reader of sentences")
struct SentenceReaderTests {
  static let roles = ["director", "assistant-director", "head-of-service", "co-ordinator"]
    .compactMap { ID<Role>($0) }

  /// Each problem as `code line:column message | fix`, or the actor and the command's bytes.
  static func answer(
    _ text: String, _ modules: Modules = .rehearsal,
    at place: Place = Place(file: "", line: 1, column: 1)
  ) -> [String] {
    let reader = SentenceReader(modules, roles: roles, context: RoundTrip.days)
    switch reader.read(text, at: place) {
    case .failure(let problems): return problems.diagnostics.map(\.line)
    case .success(let sentence):
      let name = "\(type(of: sentence.command).name)"
      return ["\(sentence.actor.text()) \(name) \(sentence.command.json)"]
    }
  }

  @Test(
    "who, verb, object, keys: in any order of keys, however spaced",
    arguments: [
      (
        "director confirms notification-call",
        #"role:director communication.confirm {"cascade":"notification-call"}"#
      ),
      (
        "  director \t confirms   notification-call  ",
        #"role:director communication.confirm {"cascade":"notification-call"}"#
      ),
      (
        "director confirms cascade notification-call",
        #"role:director communication.confirm {"cascade":"notification-call"}"#
      ),
      (
        #"director confirms "notification-call""#,
        #"role:director communication.confirm {"cascade":"notification-call"}"#
      ),
      (
        #"director confirms "cascade""#,
        #"role:director communication.confirm {"cascade":"cascade"}"#
      ),
      (
        "director/p7 confirms a",
        #"role:director/p7 communication.confirm {"cascade":"a"}"#
      ),
      ("facilitator ends", "facilitator timeline.end {}"),
      ("facilitator/p2 ends", "facilitator/p2 timeline.end {}"),
      ("tool ends", "tool timeline.end {}"),
      ("inspector:lead/p40 ends", "inspector:lead/p40 timeline.end {}"),
      (
        "clock reaches notification",
        #"clock timeline.reach-milestone {"milestone":"notification"}"#
      ),
      ("facilitator starts", #"facilitator timeline.start {"pace":"stepped","by-phase":"no"}"#),
      (
        "facilitator starts pace x60", #"facilitator timeline.start {"pace":"x60","by-phase":"no"}"#
      ),
      (
        "director tells head-of-service facts a,b about c via deputy",
        #"role:director communication.tell {"contact":"head-of-service","about":"c","#
          + #""via":"deputy","facts":["a","b"]}"#
      ),
      (
        "director tells head-of-service about c facts a , b",
        #"role:director communication.tell {"contact":"head-of-service","about":"c","#
          + #""via":"holder","facts":["a","b"]}"#
      ),
      (
        "director tells about c contact head-of-service",
        #"role:director communication.tell {"contact":"head-of-service","about":"c","#
          + #""via":"holder"}"#
      ),
      (
        "director cannot reach co-ordinator about c because on leave, back on Monday",
        #"role:director communication.give-up {"contact":"co-ordinator","about":"c","#
          + #""because":"on leave, back on Monday"}"#
      ),
      (
        #"director cannot reach co-ordinator because "he said \"what about c\"" about c"#,
        #"role:director communication.give-up {"contact":"co-ordinator","about":"c","#
          + #""because":"he said \"what about c\""}"#
      ),
      (
        #"facilitator pauses because """#, #"facilitator timeline.pause {"because":""}"#
      ),
      (
        "facilitator moves to day 2 10:15",
        #"facilitator timeline.move {"to":"2026-11-24T10:15:00"}"#
      ),
      (
        "facilitator moves to 2026-11-24 10:15",
        #"facilitator timeline.move {"to":"2026-11-24T10:15:00"}"#
      ),
      (
        "facilitator moves to to day 2 10:15",
        #"facilitator timeline.move {"to":"2026-11-24T10:15:00"}"#
      ),
      (
        #"facilitator moves to "day 2 10:15""#,
        #"facilitator timeline.move {"to":"2026-11-24T10:15:00"}"#
      ),
    ])
  func good(_ text: String, _ answer: String) {
    #expect(Self.answer(text) == [answer])
  }

  @Test("columns count from where the sentence stands in its file")
  func place() {
    #expect(
      Self.answer("director confirm a", at: Place(file: "day.script", line: 7, column: 13)) == [
        #"S016 day.script:7:22 nobody can do "confirm" | did you mean "confirms"?"#
      ])
  }

  @Test("the longest of several verbs that fit is meant, where an object follows it")
  func longestVerb() {
    let modules = Modules([Samples<PrefixMessages>.self])
    let rows = [
      ("director looks lamp", #"role:director sample.look {"what":"lamp"}"#),
      ("director looks after lamp", #"role:director sample.look-after {"what":"lamp"}"#),
      ("director looks after the lamp", #"role:director sample.look-after-the {"what":"lamp"}"#),
      ("director looks what after", #"role:director sample.look {"what":"after"}"#),
      (#"director looks "after""#, #"role:director sample.look {"what":"after"}"#),
    ]
    for (text, answer) in rows { #expect(Self.answer(text, modules) == [answer]) }
    #expect(
      Self.answer("director looks after", modules) == [
        #"S004 1:1 "what" is missing | add what: What is meant"#
      ])
  }

  @Test("without roles the example still names one")
  func noRoles() {
    let reader = SentenceReader(.rehearsal, roles: [], context: .log)
    guard case .failure(let problems) = reader.read("", at: .nowhere) else {
      Issue.record("an empty sentence was taken")
      return
    }
    #expect(
      problems.diagnostics.first?.fix?.hasSuffix("director confirms notification-call") == true)
  }

  @Test("a day means nothing where day 1 is not known")
  func noDays() {
    let reader = SentenceReader(.rehearsal, roles: [], context: .log)
    guard case .failure(let problems) = reader.read("tool moves to day 2 10:15", at: .nowhere)
    else {
      Issue.record("a day without day 1 was taken")
      return
    }
    #expect(problems.diagnostics.map(\.code) == [.wrongValue])
  }

  @Test("a value with a form of its own is not told that it is no text")
  func ownForm() {
    for text in ["facilitator starts pace fast", "facilitator sets the pace to x0"] {
      let said = Self.answer(text)
      #expect(said.count == 1)
      #expect(said.first?.hasPrefix("S008") == true)
      #expect(said.first?.contains("is not text") == false, "\(said)")
    }
  }
}
