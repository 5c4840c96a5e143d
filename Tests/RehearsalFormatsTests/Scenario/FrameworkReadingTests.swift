import RehearsalCore
import RehearsalFormats
import Testing

/// A framework of the scenario's own, beside it.
@Suite("The reader of scenarios: frameworks")
struct FrameworkReadingTests {
  private static let regime = """
    format: 1
    id: ilacs-standard
    title: A regime of our own
    milestones:
      - id: notification
        title: The call
        basis: default
      - id: visit
        title: The visit
        when: 3 working days after notification at 10:00
        deadline: yes
        basis: default
    phases:
      - title: All of it
        begins: notification
        ends: visit
    """

  private static let path = "frameworks/ilacs-standard.yaml"

  private func lines(_ framework: String) throws -> [String] {
    try ScenarioReaderTests.lines(ScenarioReaderTests.small, [Self.path: framework])
  }

  @Test("the framework beside the scenario wins over the one inside the tool, and is kept")
  func ownWins() throws {
    let reading = try ScenarioReaderTests.read(ScenarioReaderTests.small, [Self.path: Self.regime])
    #expect(reading.diagnostics.map(\.line) == [])
    let plan = try #require(reading.plan)
    #expect(plan.scenario.framework.title == "A regime of our own")
    #expect(plan.milestones.map(\.id) == [.known("notification"), .known("visit")])
    #expect(plan.milestones.last?.at.text() == "2026-11-26T10:00:00")
    let kept = try #require(reading.used.first { $0.path == Self.path })
    #expect(kept.bytes == Array(Self.regime.utf8))
    let shipped = try ScenarioReaderTests.read(ScenarioReaderTests.small)
    #expect(shipped.used.first { $0.path == Self.path }?.bytes != kept.bytes)
  }

  @Test(
    "what is wrong in a framework is said with its own file and place, and stops the plan",
    arguments: [
      (
        "basis: default\n  - id: visit", "basis: guessed\n  - id: visit",
        [#"S008 \#(path):7:12 "guessed" is not one of verified, derived, default"#]
      ),
      (
        "when: 3 working", "whne: 3 working",
        [#"S005 \#(path):10:5 nothing here is called "whne""#]
      ),
      (
        "ends: visit", "ends: vist",
        [#"S014 \#(path):16:11 no milestone is called "vist""#]
      ),
      (
        "after notification", "after notifcation",
        [#"S014 \#(path):10:11 no milestone is called "notifcation""#]
      ),
      (
        "id: visit", "id: notification",
        [
          #"S012 \#(path):8:9 another milestone is called "notification" already"#,
          #"S014 \#(path):16:11 no milestone is called "visit""#,
        ]
      ),
      (
        "deadline: yes", "deadline: true",
        [#"S008 \#(path):11:15 "true" is not yes or no"#]
      ),
      (
        "title: A regime", "title: A: regime",
        [
          "S001 \(path):3:9 a second colon stands here, where only "
            + "a value may"
        ]
      ),
      (regime, "- a", ["S003 \(path):1:1 expected named values here, found a list"]),
      (regime, "", ["S001 \(path):1:1 the file is empty"]),
      (
        "milestones:", "milestones: milestones.csv\nold:",
        [
          #"S010 \#(path):4:13 no table such as "milestones.csv" can be read here"#,
          #"S005 \#(path):5:1 nothing here is called "old""#,
        ]
      ),
    ] as [(String, String, [String])])
  func wrong(_ old: String, _ new: String, _ said: [String]) throws {
    let lines = try lines(Self.regime.replacing(old, with: new))
    #expect(lines == said)
  }

  @Test("a framework of a newer format is refused before anything in it is judged")
  func newer() throws {
    let newer = Self.regime.replacing("format: 1", with: "format: 2\nweather: fine")
    let said = try lines(newer)
    #expect(said == ["S013 \(Self.path):1:9 format 2 is newer than this tool knows"])
  }

  @Test("a framework that is no text is said to be none, and not passed over in silence")
  func noText() throws {
    let sources = SourceFiles([
      SourceFile(path: "scenario.yaml", bytes: Array(ScenarioReaderTests.small.utf8)),
      SourceFile(path: Self.path, bytes: [0xFF, 0xFE]),
    ])
    let reading = try ScenarioReader(.rehearsal).read(sources)
    #expect(reading.plan == nil)
    #expect(
      reading.diagnostics.map(\.message) == [
        "frameworks/ilacs-standard.yaml is not UTF-8 text. Save it as UTF-8."
      ])
  }

  @Test("milestones that are counted from each other in a circle have no date")
  func circle() throws {
    let circle = Self.regime.replacing("after notification", with: "after visit")
    let said = try lines(circle)
    #expect(
      said == ["R006 \(Self.path):10:11 these are counted from each other in a circle: visit"])
  }
}
