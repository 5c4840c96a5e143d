import Foundation
import RehearsalCore
import RehearsalEngine
import RehearsalStorage
import RehearsalTestSupport

/// Row 13: a live rehearsal that many act in at once is killed twenty times and opened again each
/// time. People ask again for what they were not answered, and for some that they were: everything
/// that was answered stands there once, and where it was said to stand.
enum LiveKillRow {
  static let row = Row(
    number: 13, title: "live rehearsal, kill -9", run: { try run($0, isEager: false) },
    control: "answered before it is safe", runControl: { try run($0, isEager: true) })

  private static func run(_ budget: Budget, isEager: Bool) throws -> Tally {
    var numbers = budget.numbers(13)
    var tally = Tally()
    for round in 0..<budget.times(1, full: 10) {
      let recorded = try RecordedScenario(lines: 1)
      let folder = recorded.folder
      var answers: [String: Answer] = [:]
      for life in 0..<20 {
        let name = "life-\(life)"
        // What the control loses would be made good by asking again.
        let first = isEager ? life * 1_000_000 : max(0, Client.first(answers) - 3)
        let child = try Started(
          folder, as: LiveChild.flag, name: name, seed: numbers.next(), count: first,
          isEager: isEager)
        try waitForAnswers("\(folder.path)/said-\(name)")
        usleep(UInt32(numbers.below(150_000)))
        child.end()
        _ = child.wait()
        if !child.complaint().isEmpty {
          tally.problems.append("round \(round), \(name) said \(child.complaint().prefix(300))")
        }
        for answer in try Answer.said("\(folder.path)/said-\(name)") {
          tally.tried += 1
          if let before = answers[answer.id], before != answer, !isEager {
            tally.problems.append("round \(round): \(answer.id) was answered \(before), \(answer)")
          }
          answers[answer.id] = answer
        }
      }
      let before = try LogVerifier(folder).verify()
      if before.isSound { tally.harmless += 1 } else { tally.repaired += 1 }
      _ = try recorded.writer()
      try compare("round \(round)", folder, answers, &tally)
    }
    return tally
  }

  /// Until the child has answered something, or is over.
  private static func waitForAnswers(_ path: String) throws {
    for _ in 0..<1_500 {
      if let said = try? Files.read(path), said.count > 200 { return }
      usleep(10_000)
    }
    throw NotRun(why: "the second process answers nothing")
  }

  private static func compare(
    _ name: String, _ folder: LogFolder, _ answers: [String: Answer], _ tally: inout Tally
  ) throws {
    guard try LogVerifier(folder).verify().isSound else {
      tally.problems.append("\(name): the log is damaged")
      return
    }
    var places: [String: [Int]] = [:]
    for event in try RecordedRehearsal.open(folder, .rehearsal).replay.events {
      places[event.id, default: []].append(event.n)
    }
    for (id, answer) in answers.sorted(by: { $0.key < $1.key }) where places[id] == nil {
      tally.lose("\(name): \(answer) is not there")
    }
    for (id, found) in places.sorted(by: { $0.key < $1.key }) where id.hasPrefix("client") {
      if found.count != 1 { tally.problems.append("\(name): \(id) stands at \(found)") }
      if let answer = answers[id], let n = answer.n, [n] != found {
        tally.problems.append("\(name): \(answer) stands at \(found)")
      }
    }
  }

  /// The lowest number that some client has not got beyond.
  private enum Client {
    static func first(_ answers: [String: Answer]) -> Int {
      var last: [Substring: Int] = [:]
      for id in answers.keys {
        let parts = id.split(separator: "/")
        guard parts.count == 2, let number = Int(parts[1]) else { continue }
        last[parts[0]] = max(last[parts[0]] ?? 0, number)
      }
      return last.values.min() ?? 0
    }
  }
}

/// What somebody was told: their act stands at event `n`. Before it stands anywhere, nobody knows.
private struct Answer: Equatable, CustomStringConvertible {
  let id: String
  let n: Int?

  var description: String { "\(id) at \(n.map(String.init) ?? "no place")" }

  /// Whole lines only: a killed process may have been at one.
  static func said(_ path: String) throws -> [Answer] {
    String(decoding: try Files.read(path), as: UTF8.self).split(separator: "\n").compactMap {
      let parts = $0.split(separator: " ")
      return parts.count == 2 ? Answer(id: String(parts[0]), n: Int(parts[1])) : nil
    }
  }
}

/// This program as a live rehearsal with people in it, until it is killed.
enum LiveChild {
  static let flag = "--live-child"

  /// - Parameter arguments: as for ``Child``; the number is what each of them begins with.
  static func main(_ arguments: [String]) throws {
    guard arguments.count == 5, let first = Int(arguments[3]) else { exit(64) }
    let folder = LogFolder(arguments[0])
    let isEager = arguments[4] == "eager"
    let plan = try RecordedRehearsal.open(folder, .rehearsal).replay.plan
    Task.detached {
      do {
        var settings = LiveRehearsal.Settings()
        settings.cast = nil
        let live = try await LiveRehearsal.open(folder, .rehearsal, plan, settings) {
          WallMoment(microseconds: Int64(Date().timeIntervalSince1970 * 1_000_000))
        }
        await withTaskGroup(of: Void.self) { group in
          for client in 0..<8 {
            group.addTask {
              // Two of them are the same person on two devices.
              await act("client\(client / 2)", from: first, live, isEager: isEager)
            }
          }
        }
      } catch {
        FileHandle.standardError.write(Data("\(error)\n".utf8))
        exit(1)
      }
    }
    let parent = getppid()
    // Where nobody is left to end it, it ends.
    while getppid() == parent { usleep(50_000) }
  }

  private static func act(
    _ client: String, from first: Int, _ live: LiveRehearsal, isEager: Bool
  ) async {
    let reader = SentenceReader(.rehearsal, roles: [], context: .log)
    for number in first..<Int.max {
      let id = "\(client)/\(number)"
      let place = Place(file: id, line: 1, column: 1)
      guard let note = try? reader.read("facilitator notes \(id)", at: place).get().command else {
        return say("\(id) cannot be said")
      }
      if isEager { say("\(id) ?") }
      let outcome = try? await live.perform([
        LiveRehearsal.Act(note, by: .facilitator(seat: client), id: id)
      ])[0].get()
      if !isEager, let range = outcome ?? nil { say("\(id) \(range.lowerBound)") }
    }
  }

  private static func say(_ text: String) {
    let line = Array("\(text)\n".utf8)
    _ = line.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
  }
}
