import Foundation
import RehearsalTestSupport
import Testing

/// `simulate` as a steering group meets it, and as other programs do.
@Suite("Simulating from a terminal")
struct SimulateCommandTests {
  private static let tutorial = "scenarios/tutorial"
  private let scratch: TemporaryFolder

  init() throws { scratch = try TemporaryFolder() }

  private func simulate(_ arguments: String...) throws -> ToolRun {
    try ToolRun(["simulate"] + arguments)
  }

  @Test("what people read of the tutorial, word for word")
  func text() throws {
    let run = try simulate(Self.tutorial, "--replications", "500")
    #expect(run.status == 0, "\(run.errors)")
    Golden.check(run.out, "simulate-tutorial.txt")
  }

  @Test("the same as values, digit for digit")
  func json() throws {
    let run = try simulate(Self.tutorial, "--replications", "200", "--json", "--worst", "--median")
    #expect(run.status == 0, "\(run.errors)")
    let command = try #require(run.out.split(separator: "\n").first { $0.contains("\"command\"") })
    #expect(command.contains("rehearse run scenarios/tutorial --seed 1 --replication "))
    // How the tool is called here depends on where it was built.
    let stable = run.out.replacingOccurrences(of: "swift run rehearse run", with: "rehearse run")
    Golden.check(stable, "simulate-tutorial.json")
  }

  /// Words that a steering group should not have to know.
  private static let jargon = [
    "seed", "replication", "wilson", "percentile", "quantile", "simulat", "monte carlo",
    "confidence interval", "variance", "deviation", "standard error", "probabilit", "statistic",
    "median",
    "hash", "p-value", "utilisation", "sample", "random", "playings", "interval", "paired",
  ]

  @Test(
    "nobody has to know the method's words",
    arguments: ["tutorial", "medway-lac-2013", "warwickshire-sif-2014", "thurrock-mock-2014"])
  func jargon(_ scenario: String) throws {
    let path = scratch.url.appendingPathComponent("page.html").path
    let run = try simulate("scenarios/\(scenario)", "--replications", "60", "--html", path)
    #expect(run.status == 0, "\(run.errors)")
    let page = try String(contentsOfFile: path, encoding: .utf8)
    let main = try #require(page.split(separator: "<main", maxSplits: 1).last)
    for text in [run.out.lowercased(), main.lowercased()] {
      for word in Self.jargon { #expect(!text.contains(word), "\(word)") }
    }
    #expect(run.out.contains("Exercise only"))
    #expect(run.out.contains("The range in brackets covers chance only."))
  }

  @Test("who asks is told the method")
  func details() throws {
    let run = try simulate(Self.tutorial, "--replications", "60", "--seed", "7", "--details")
    for word in ["Seed", "Replications", "60", "rehearse 0.1.0", "Scenario hash", "Wilson"] {
      #expect(run.out.contains(word), "\(word)")
    }
  }

  @Test("the same bytes with any number of threads, another seed other luck")
  func threads() throws {
    for form in [["--json"], [], ["--each"]] {
      let runs = try ["1", "2", "3", "7"].map {
        try ToolRun(
          ["simulate", Self.tutorial, "--replications", "300", "--threads", $0] + form)
      }
      #expect(Set(runs.map(\.out)).count == 1)
      let other = try ToolRun(
        ["simulate", Self.tutorial, "--replications", "300", "--seed", "2"] + form)
      #expect(other.out != runs[0].out)
    }
  }

  @Test("a line for each playing, the first of many the same as alone")
  func each() throws {
    let run = try simulate(Self.tutorial, "--each", "--replications", "5000")
    let lines = run.out.split(separator: "\n")
    #expect(lines.count == 5_001)
    #expect(
      lines[0].hasPrefix(
        "rep,t50,t90,t100,unreached,attempts,docs_done,docs_late,leadership_met,practice_met,"
          + "tasks_done,tasks_late,surprise_late,events,"))
    #expect(run.errors == "")
    let few = try simulate(Self.tutorial, "--each", "--replications", "3")
    #expect(few.out.split(separator: "\n") == Array(lines.prefix(4)))
    for (number, line) in lines.dropFirst().enumerated() {
      let fields = line.split(separator: ",")
      #expect(fields.count == lines[0].split(separator: ",").count)
      #expect(fields[0] == "\(number)")
    }
  }

  @Test("it goes on until the chances are told closely enough")
  func until() throws {
    func count(_ arguments: [String]) throws -> Int {
      let run = try ToolRun(["simulate", Self.tutorial, "--json"] + arguments)
      let json = try JSONSerialization.jsonObject(with: Data(run.out.utf8)) as? [String: Any]
      return try #require((json?["findings"] as? [String: Any])?["playings"] as? Int)
    }
    #expect(try count(["--until", "10"]) == 1_000)
    let close = try count(["--until", "1.5"])
    #expect(close > 1_000 && close < 4_500)
    #expect(try count(["--until", "0.1", "--replications", "1200"]) == 1_200)
  }

  @Test("two plans are compared, and a plan with itself differs in nothing")
  func compare() throws {
    let same = try simulate(Self.tutorial, Self.tutorial, "--replications", "100")
    #expect(same.status == 0)
    #expect(same.out.contains("no difference"))
    #expect(!same.out.contains("more in 100") && !same.out.contains("fewer in 100"))
    let text = try String(
      contentsOf: ToolRun.repository.appendingPathComponent("scenarios/tutorial/scenario.yaml"),
      encoding: .utf8)
    #expect(text.contains("    holder: p5\n"))
    let better = text.replacingOccurrences(
      of: "    holder: p5\n", with: "    holder: p5\n    deputy: p55\n")
    let path = try scratch.write(better, to: "better/scenario.yaml")
    let run = try simulate(Self.tutorial, path, "--replications", "600")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.out.contains("more in 100"))
    let json = try simulate(Self.tutorial, path, "--replications", "50", "--json")
    let value = try JSONSerialization.jsonObject(with: Data(json.out.utf8)) as? [String: Any]
    #expect(value?["playings"] as? Int == 50)
    #expect((value?["chances"] as? [Any])?.isEmpty == false)
  }

  @Test("the page is one file that asks for nothing")
  func html() throws {
    let path = scratch.url.appendingPathComponent("page.html").path
    let run = try simulate(Self.tutorial, "--replications", "60", "--html", path)
    #expect(run.errors.contains("Page: \(path)"))
    let page = try String(contentsOfFile: path, encoding: .utf8)
    #expect(page.contains("default-src 'none'") && page.contains("<svg"))
    #expect(!page.contains("http://") && !page.contains("https://") && !page.contains("<script"))
    let twice = try simulate(Self.tutorial, "--replications", "60", "--html", path)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == page)
    #expect(twice.out == run.out)
    #expect(try simulate(Self.tutorial, "--html", "/nowhere/page.html").status == 73)
  }

  @Test(
    "what cannot be asked is said plainly",
    arguments: [
      (["scenarios/tutorial", "--replications", "0"], "at least once"),
      (["scenarios/tutorial", "--replications", "-5"], "at least once"),
      (["scenarios/tutorial", "--replications", "many"], "many"),
      (["scenarios/tutorial", "--replications", "2000000"], "at most 1000000"),
      (["scenarios/tutorial", "--seed", "-1"], "-1"),
      (["scenarios/tutorial", "--threads", "0"], "1 to 1024"),
      (["scenarios/tutorial", "--until", "0"], "0.1 to 50"),
      (["scenarios/tutorial", "--until", "nan"], "0.1 to 50"),
      (["scenarios/tutorial", "scenarios/tutorial", "--each"], "one scenario"),
      (["scenarios/tutorial", "--each", "--json"], "alone"),
      (["scenarios/tutorial", "--each", "--until", "1"], "--until"),
      (["scenarios/tutorial", "scenarios/tutorial", "--worst"], "one scenario"),
      (["scenarios/tutorial", "--notified", "Monday"], "is not a date"),
      ([], "scenario"),
    ])
  func usage(_ arguments: [String], _ words: String) throws {
    let run = try ToolRun(["simulate"] + arguments)
    #expect(run.status == 64)
    #expect(run.errors.contains(words), "\(run.errors)")
    #expect(run.out == "")
  }

  @Test("a scenario that is not there, is wrong, or in which nobody has anything to do")
  func scenarios() throws {
    #expect(try simulate("/nowhere").status == 65)
    #expect(try simulate(Self.tutorial, "/nowhere").status == 65)
    let wrong = try scratch.write("format: 1\ntitle: x\n", to: "wrong/scenario.yaml")
    let run = try simulate(wrong)
    #expect(run.status == 2)
    #expect(run.errors.contains("error[S004]") && run.out == "")
    let empty = try scratch.write(
      """
      format: 1
      title: Nobody
      framework: learning-review
      call: 2026-11-23 09:15
      roles: [{title: Alone}]
      """, to: "empty/scenario.yaml")
    let nobody = try simulate(empty)
    #expect(nobody.status == 1, "\(nobody.errors)")
    #expect(nobody.errors.contains("nobody has anything to do"))
  }
}
