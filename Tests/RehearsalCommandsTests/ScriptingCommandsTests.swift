import Foundation
import Testing

/// The commands that a facilitator scripts with, as a newcomer types them.
@Suite("Scripting from a terminal")
struct ScriptingCommandsTests {
  private let scratch: TemporaryFolder

  init() throws { scratch = try TemporaryFolder() }

  private static var frameworks: [String] {
    let folder = ToolRun.repository.appendingPathComponent("Sources/RehearsalFormats/Frameworks")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.map { String($0.dropLast(".yaml".count)) }.sorted()
  }

  private static var scenarios: [String] {
    let folder = ToolRun.repository.appendingPathComponent("scenarios")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.map { "scenarios/\($0)" }.sorted()
  }

  private func rows(_ run: ToolRun) throws -> [[String: Any]] {
    try #require(
      try JSONSerialization.jsonObject(with: Data(run.out.utf8)) as? [[String: Any]])
  }

  @Test("what new writes passes every check, whatever the framework", arguments: frameworks)
  func new(_ framework: String) throws {
    let made = try ToolRun(
      ["new", "mine", "--framework", framework, "--in", "here"], in: scratch.url)
    #expect(made.status == 0, "\(made.errors)")
    #expect(made.value("Scenario") == "here/mine/scenario.yaml")
    let checked = try ToolRun(["check", "--strict", "here/mine"], in: scratch.url)
    #expect(checked.out == "here/mine: no problems\n")
    #expect(checked.status == 0)
    let text = try String(
      contentsOf: scratch.url.appendingPathComponent("here/mine/scenario.yaml"),
      encoding: .utf8)
    #expect(text.hasPrefix("# yaml-language-server: $schema=scenario.schema.json\n"))
    #expect(!text.contains("{{"))
    #expect(text.split(separator: "\n").filter { $0.contains("#") }.count > 10)
    let schema = scratch.url.appendingPathComponent("here/mine/scenario.schema.json")
    #expect(FileManager.default.fileExists(atPath: schema.path))
  }

  @Test("new writes over nothing, and says what a name may be")
  func newRefuses() throws {
    let first = ["new", "mine", "--in", scratch.url.path]
    #expect(try ToolRun(first).status == 0)
    let second = try ToolRun(first)
    #expect(second.status == 73)
    #expect(second.errors.contains("is there already, and nothing was changed"))
    let name = try ToolRun(["new", "My rehearsal", "--in", scratch.url.path])
    #expect(name.status == 64)
    #expect(name.errors.contains("Write my-rehearsal."))
    let framework = try ToolRun(
      ["new", "other", "--framework", "ilacs-standart", "--in", scratch.url.path])
    #expect(framework.status == 1)
    #expect(framework.errors.contains("Did you mean \"ilacs-standard\"?"))
    #expect(try ToolRun(["new", "x", "--in", "/proc/nowhere"]).status == 73)
  }

  @Test("every shipped scenario is clean, and its plan can be written in every form")
  func shipped() throws {
    let checked = try ToolRun(["check", "--strict"] + Self.scenarios)
    #expect(checked.status == 0, "\(checked.out)")
    for scenario in Self.scenarios {
      for form in ["text", "json", "csv", "markdown"] {
        let run = try ToolRun(["plan", scenario, "--format", form])
        #expect(run.status == 0, "\(scenario) \(form)")
        if form != "json" { #expect(run.out.contains("Exercise only")) }
      }
      let isWindow = try ToolRun(["plan", scenario]).out.contains("Nobody knows when")
      let dated = try ToolRun(
        ["plan", scenario, "--format", "ics"] + (isWindow ? ["--notified", "2014-09-09"] : []))
      #expect(dated.out.hasPrefix("BEGIN:VCALENDAR\r\n"))
    }
  }

  @Test("what if they rang on Monday? A framework alone has a plan")
  func framework() throws {
    let run = try ToolRun([
      "plan", "--framework", "ilacs-standard", "--notified", "2019-11-04", "--format", "json",
    ])
    let rows = try rows(run)
    let first = try #require(rows.first)
    #expect(first["at"] as? String == "2019-11-04T09:00:00")
    #expect(first["id"] as? String == "notification")
    #expect(first["kind"] as? String == "milestone")
    let ends = rows.filter { ["fieldwork-start", "fieldwork-end"].contains($0["id"] as? String) }
    #expect(
      ends.map { ($0["at"] as? String)?.prefix(10) ?? "" } == ["2019-11-11", "2019-11-22"])
    #expect(rows.contains { $0["id"] as? String == "data-due" })
  }

  @Test("a framework may be a file of one's own, and says what is wrong in it")
  func ownFramework() throws {
    let path = try scratch.write(
      """
      format: 1
      title: Lighthouse visit
      id: lighthouse-visit
      milestones:
        - {title: Call, id: notification, basis: default}
        - {title: Visit, id: fieldwork-start, when: 3 days after notification, basis: default}
      """, to: "lighthouse-visit.yaml")
    let plan = try ToolRun(["plan", "--framework", path, "--notified", "2026-11-23 10:30"])
    #expect(plan.status == 0, "\(plan.errors)")
    #expect(plan.out.contains("Thursday 26 November 2026\n  10:30am  Date  Visit"))
    let wrong = try scratch.write("format: 1\ntitle: x\nid: y\n", to: "other.yaml")
    let refused = try ToolRun(["plan", "--framework", wrong, "--notified", "2026-11-23"])
    #expect(refused.status == 2)
    #expect(refused.errors.contains("error[R001]"))
    #expect(refused.errors.contains("error[R002]"))
  }

  @Test("a paper pack is written whole, in the form that its name says")
  func paper() throws {
    for (name, beginning) in [
      ("pack.html", "<!DOCTYPE html>"), ("pack.txt", "Exercise only: this tests procedures"),
      ("PACK.MD", "Exercise only: this tests procedures"),
    ] {
      let path = scratch.url.appendingPathComponent(name).path
      let run = try ToolRun(["plan", "scenarios/tutorial", "--paper", path])
      #expect(run.status == 0 && run.out == "Paper pack: \(path)\n", "\(run.errors)")
      let text = try String(contentsOfFile: path, encoding: .utf8)
      #expect(text.hasPrefix(beginning) && text.contains("A newspaper rings"))
    }
    let card = scratch.url.appendingPathComponent("card.txt").path
    let own = try ToolRun(["plan", "scenarios/tutorial", "--paper", card, "--as", "data-lead"])
    #expect(own.status == 0, "\(own.errors)")
    let text = try String(contentsOfFile: card, encoding: .utf8)
    #expect(text.contains("Read-only log-ins") && !text.contains("A newspaper rings"))
    let nobody = try ToolRun(["plan", "scenarios/tutorial", "--paper", card, "--as", "data-led"])
    #expect(nobody.status == 1)
    #expect(nobody.errors.contains("Did you mean \"data-lead\"?"))
    let nowhere = try ToolRun(["plan", "scenarios/tutorial", "--paper", "/proc/nowhere/x.html"])
    #expect(nowhere.status == 73)
    #expect(try String(contentsOfFile: card, encoding: .utf8) == text)
  }

  @Test("a call in a window has days and no dates, until somebody says when it came")
  func window() throws {
    let scenario = "scenarios/warwickshire-sif-2014"
    let undated = try ToolRun(["plan", scenario])
    #expect(undated.out.contains("Day 1, "))
    #expect(undated.out.contains("Nobody knows when the call comes"))
    let first = try rows(ToolRun(["plan", scenario, "--json"])).first?["at"] as? String
    #expect(first?.hasPrefix("day 1 ") == true)
    let calendar = try ToolRun(["plan", scenario, "--format", "ics"])
    #expect(calendar.status == 1)
    #expect(calendar.errors.contains("--notified"))
    let opened = try ToolRun(["run", scenario, "--logs", scratch.url.path])
    let log = try #require(opened.value("Log"))
    #expect(try ToolRun(["verify", log]).status == 0)
    #expect(FileManager.default.fileExists(atPath: log + "/call.secret"))
    let dated = try ToolRun(["plan", scenario, "--notified", "2014-09-09"])
    #expect(dated.out.contains("Tuesday 9 September 2014"))
    #expect(dated.out.contains("Wednesday 10 September 2014"))
  }

  @Test(
    "plan says what it needs",
    arguments: [
      (["plan"], "Name a scenario, or a framework"),
      (["plan", "scenarios/tutorial", "--framework", "jtai"], "not both"),
      (["plan", "--framework", "jtai"], "--notified"),
      (["plan", "--framework", "jtai", "--notified", "Monday"], "is not a date"),
      (["plan", "--framework", "jtai", "--notified", "2026-02-30"], "is not a date"),
      (["plan", "scenarios/tutorial", "--format", "pdf"], "pdf"),
      (["plan", "scenarios/tutorial", "--json", "--format", "csv"], "not both"),
      (["plan", "scenarios/tutorial", "--json", "--paper", "x.html"], "not both"),
      (["plan", "scenarios/tutorial", "--format", "csv", "--paper", "x.html"], "not both"),
      (["plan", "scenarios/tutorial", "--paper", "x.pdf"], "end in .html, .txt or .md"),
      (["plan", "scenarios/tutorial", "--paper", "html"], "end in .html, .txt or .md"),
      (["plan", "scenarios/tutorial", "--paper", ""], "end in .html, .txt or .md"),
      (["plan", "scenarios/tutorial", "--as", "director"], "goes with --paper"),
    ])
  func usage(_ arguments: [String], _ words: String) throws {
    let run = try ToolRun(arguments)
    #expect(run.status == 64)
    #expect(run.errors.contains(words), "\(run.errors)")
    #expect(run.out == "")
  }

  @Test("explain says what a code means, and lists them all")
  func explain() throws {
    let page = try ToolRun(["explain", "s014"])
    #expect(page.status == 0)
    #expect(page.out.hasPrefix("# S014: "))
    #expect(page.out.contains("Wrong:") && page.out.contains("Right:"))
    let all = try ToolRun(["explain"])
    #expect(all.out.split(separator: "\n").count > 60)
    let json = try rows(ToolRun(["explain", "--json"]))
    #expect(json.count == all.out.split(separator: "\n").count)
    let unknown = try ToolRun(["explain", "S0014"])
    #expect(unknown.status == 1)
    #expect(unknown.errors.contains("Codes look like S014"))
  }

  @Test("schema writes JSON Schema for scenarios and for frameworks")
  func schema() throws {
    for arguments in [["schema"], ["schema", "--framework"]] {
      let run = try ToolRun(arguments)
      let schema = try #require(
        try JSONSerialization.jsonObject(with: Data(run.out.utf8)) as? [String: Any])
      #expect(schema["$schema"] as? String == "http://json-schema.org/draft-07/schema#")
    }
  }
}
