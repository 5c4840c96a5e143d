import RehearsalFormats
import RehearsalTestSupport
import Testing

@testable import RehearsalCore

/// A script becomes a log, the log becomes a script, and the two rehearsals end the same.
@Suite("Scripts: there and back")
struct ScriptReplayTests {
  /// Plays a script from the tutorial, with the clock's own steps as they fall due.
  private func play(_ script: String) throws -> MemoryRehearsal {
    let files = SourceFiles.shipped("tutorial")
    let yaml = try #require(files["scenario.yaml"]).text.get()
    var rehearsal = try MemoryRehearsal(yaml: yaml)
    let lines = try Script.read(
      script, file: "", rehearsal.reader, dayOne: rehearsal.plan.dayOne
    ).get().lines
    var steps = rehearsal.plan.steps[...]
    for line in lines {
      while let step = next(rehearsal, steps, upTo: line.at) {
        if step.id == steps.first?.id { steps.removeFirst() }
        guard let command = step.command else { continue }
        _ = try rehearsal.perform(command, by: .clock, at: step.at).get()
      }
      _ = try rehearsal.perform(line.sentence.command, by: line.sentence.actor, at: line.at).get()
    }
    return rehearsal
  }

  /// The step that falls due next; of two at one time, the plan's.
  private func next(
    _ rehearsal: MemoryRehearsal, _ steps: ArraySlice<Step>, upTo now: Moment
  ) -> Step? {
    let due = rehearsal.modules.nextDue(rehearsal.state, rehearsal.plan)
    return [steps.first, due].compactMap { $0 }.filter { $0.at <= now }.min { $0.at < $1.at }
  }

  private func tutorialScript() throws -> String {
    let files = SourceFiles.shipped("tutorial")
    return try #require(files["rehearsal.script"]).text.get()
  }

  @Test("the tutorial's script, its log's script, and that one's log: the same digest")
  func tutorial() throws {
    let first = try play(tutorialScript())
    let script = first.replay.script()
    let second = try play(script.joined(separator: "\n"))
    let written = try tutorialScript().split(separator: "\n").filter { !$0.hasPrefix("#") }
    #expect(script == written.map(String.init))
    #expect(first.events.count > script.count)
    #expect(try first.digest == second.digest)
    #expect(second.replay.script() == script)
    #expect(second.events.count == first.events.count)
  }

  @Test("another script gives another digest, or the test above could not fail")
  func another() throws {
    let script = try tutorialScript()
    let other = script.replacing("told 25", with: "told 24")
    #expect(try play(script).digest != play(other).digest)
  }

  @Test("hostile text goes through a script and comes out as it was")
  func hostile() throws {
    for text in SentenceWriterTests.hostile {
      let dayOne = CalendarDate(ordinal: Filler.dayOne)
      let sentence = SentenceWriter.sentence(
        .facilitator(seat: ""), PauseRehearsal(because: text), RoundTrip.days)
      let reader = SentenceReader(.rehearsal, roles: [], context: RoundTrip.days)
      let script = "day 1 09:00 tool starts\r\nday 1 09:10 \(sentence)\n+5m tool resumes"
      let lines = try Script.read(script, file: "", reader, dayOne: dayOne).get().lines
      try #require(lines.count == 3)
      let pause = lines[1].sentence.command as? PauseRehearsal
      #expect(pause?.because?.utf8.elementsEqual(text.utf8) == true, "\(sentence)")
    }
  }
}
