import RehearsalCore
import RehearsalFormats
import Testing

/// What is said of each kind of wrong scenario, line for line.
@Suite("The reader of scenarios: what is wrong")
struct InvalidScenarioTests {
  /// A change to the small scenario, and all that must be said of what comes of it.
  struct Invalid: Sendable, CustomTestStringConvertible {
    let old: String
    let new: String
    let lines: [String]
    var testDescription: String { new }

    init(_ old: String, _ new: String, _ lines: String...) {
      self.old = old
      self.new = new
      self.lines = lines
    }
  }

  private static let noID = "small letters, digits and hyphens, at most 48"

  static let head = [
    Invalid("format: 1", "format: 2", "S013 1:9 format 2 is newer than this tool knows"),
    Invalid(
      "format: 1\n", "format: 99\nnonsense: [\"\"]\n",
      "S013 1:9 format 99 is newer than this tool knows"),
    Invalid("format: 1", "format: one", #"S008 1:9 "one" is not a whole number"#),
    Invalid("format: 1", "formt: 1", #"S005 1:1 nothing here is called "formt""#),
    Invalid("title: Small\n", "", #"S004 1:1 "title" is missing"#),
    Invalid("title: Small", "title: '…'", #"S009 1:1 no id can be made from "…""#),
    Invalid("title: Small", "title: [Small]", "S007 2:8 expected text, found a list"),
    Invalid("call: 2026-11-23 09:15\n", "", "S024 1:1 nothing says when it begins"),
    Invalid(
      "2026-11-23 09:15", "tomorrow",
      #"S008 4:7 "tomorrow" is not a date and time such as 2019-11-04 09:15"#),
    Invalid(
      "2026-11-23 09:15", "day 1 09:15",
      #"S008 4:7 "day 1 09:15" is not a date and time such as 2019-11-04 09:15"#),
    Invalid(
      "2026-11-23 09:15", "2100-11-23 09:15",
      "P001 4:7 23 November 2100 is outside the years this tool knows"),
    Invalid(
      "2026-11-23 09:15", "2026-12-25 09:15",
      "P004 4:7 warning: no call comes on Friday 25 December 2026, which is not a working day"),
    Invalid(
      "ilacs-standard", "ilacs-standrad",
      #"S019 3:12 no framework is called "ilacs-standrad""#),
    Invalid(
      "ilacs-standard", "ILACS",
      #"S008 3:12 "ILACS" is not the id of a framework: \#(noID)"#),
    Invalid("framework: ilacs-standard\n", "", #"S004 1:1 "framework" is missing"#),
    Invalid(
      "roles:\n", "closures: [2026-12-24, Christmas]\nroles:\n",
      #"S008 5:24 "Christmas" is not a date such as 2019-11-04"#),
    Invalid(
      "roles:\n", "milestones: [{milestone: feedbck, when: day 2 10:00}]\nroles:\n",
      #"S014 5:26 no milestone is called "feedbck""#),
    Invalid(
      "roles:\n", "milestones: [{milestone: feedback, when: later}]\nroles:\n",
      #"S014 5:42 no milestone is called "later""#),
  ]

  static let roles = [
    Invalid(
      "title: Head of service", "titel: Head of service",
      #"S005 7:5 nothing here is called "titel""#,
      #"S014 12:15 no role or group is called "head-of-service""#),
    Invalid(
      "title: Head of service", "title: Director",
      #"S012 7:12 another role is called "director" already"#,
      #"S014 12:15 no role or group is called "head-of-service""#),
    Invalid(
      "title: Carers", "title: Director",
      #"S012 9:20 another role or group is called "director" already"#,
      #"S014 12:32 no role or group is called "carers""#),
    Invalid(
      "  - title: Director", "  - title: Director\n    holder: p1\n    deputy: p1",
      #"S021 8:13 "p1" would stand in for p1"#),
    Invalid(
      "  - title: Director", "  - title: Director\n    holder: Ann Bell",
      #"S008 7:13 "Ann Bell" is not the id of a person: \#(noID)"#),
    Invalid(
      "title: Head of service", "title: Clock\n  - title: Head of service",
      #"S022 7:5 "clock" already means something else in sentences"#,
      #"C003 7:5 warning: nobody tells "clock""#),
    Invalid(
      "title: Head of service", "title: Postman\n  - title: Head of service",
      #"C003 7:5 warning: nobody tells "postman""#),
    Invalid(
      "  - title: Head of service", "  - Head of service",
      #"S003 7:5 expected named values here, found "Head of service""#,
      #"S014 12:15 no role or group is called "head-of-service""#),
    Invalid(
      "  - title: Head of service", "  - {}",
      #"S004 7:5 "title" is missing"#,
      #"S014 12:15 no role or group is called "head-of-service""#),
  ]

  static let sections = [
    Invalid("communication:", "comunication:", #"S005 8:1 nothing here is called "comunication""#),
    Invalid(
      "communication:", "timeline:",
      #"S005 9:3 nothing here is called "groups""#,
      #"S005 10:3 nothing here is called "tree""#),
    Invalid(
      "role: director", "role: directer",
      #"S014 11:13 no role is called "directer""#),
    Invalid(
      "role: director", "role: carers",
      #"S014 11:13 no role is called "carers""#),
    Invalid(
      "[head-of-service, carers]", "head-of-service",
      #"S006 12:14 "tells" takes a list, found "head-of-service""#),
    Invalid(
      "[head-of-service, carers]", "[head-of-service, carrers, carers]",
      #"S014 12:32 no role or group is called "carrers""#),
    Invalid("size: 12", "size: twelve", #"S008 9:34 "twelve" is not a whole number"#),
    Invalid("size: 12", "size: 0", "C007 9:34 a group of 0 is nobody"),
    Invalid(", size: 12", "", #"S004 9:12 "size" is missing"#),
    Invalid(
      "[head-of-service, carers]", "[head-of-service, head-of-service]",
      #"C003 9:12 warning: nobody tells "carers""#,
      #"C001 12:32 "head-of-service" would be told twice by director"#),
    Invalid(
      "[head-of-service, carers]", "[director]",
      "C002 11:13 the calls go round in a circle: director → director"),
    Invalid(
      "[head-of-service, carers]",
      "[head-of-service, carers]\n  cascades: [{title: A, route: straight}]",
      #"S008 13:32 "straight" is not one of tree, direct"#),
    Invalid(
      "[head-of-service, carers]",
      "[head-of-service, carers]\n  cascades: [{title: A, starts: soon after}]",
      #"S008 13:33 "soon after" is not a due time such as two working days after notification by "#
        + "17:00"),
    Invalid(
      "[head-of-service, carers]",
      "[head-of-service, carers]\n  cascades: [{title: A, targets: [{share: 101, by: +1h}]}]",
      "C007 13:43 101 in 100 cannot be told"),
    Invalid(
      "[head-of-service, carers]",
      "[head-of-service, carers]\n  cascades: [{title: A, retry: {tries: 0, after: 5m}}]",
      #"S005 13:43 nothing here is called "after""#),
  ]

  @Test("is said, all of it and nothing else", arguments: head + roles + sections)
  func said(_ invalid: Invalid) throws {
    let yaml = ScenarioReaderTests.small.replacing(invalid.old, with: invalid.new)
    #expect(yaml != ScenarioReaderTests.small)
    let lines = try ScenarioReaderTests.lines(yaml)
    #expect(lines == invalid.lines)
    let isWarned = invalid.lines.allSatisfy { $0.contains(" warning:") }
    #expect((try ScenarioReaderTests.read(yaml).plan != nil) == isWarned)
  }

  @Test("a duplicate of a role is one problem, whichever way it is also known")
  func onceOnly() throws {
    let yaml = ScenarioReaderTests.small.replacing("Head of service", with: "Director")
    let said = try ScenarioReaderTests.lines(yaml).filter { $0.hasPrefix("S012") }
    #expect(said.count == 1)
  }

  @Test("the nearest milestone is offered without the line of a file that nobody has open")
  func frameworkLines() throws {
    let yaml = ScenarioReaderTests.small.replacing(
      "roles:\n", with: "milestones: [{milestone: feedbck, when: day 2 10:00}]\nroles:\n")
    let fixes = try ScenarioReaderTests.read(yaml).diagnostics.map(\.fix)
    #expect(fixes == [#"did you mean "feedback"?"#])
  }
}
