import RehearsalTestSupport
import Testing

@testable import RehearsalCore

/// What stands in whose diary, and how often it changed.
@Suite("Diaries") struct AppointmentTests {
  private func diary(
    _ lines: [String], _ viewer: Viewer, _ yaml: String = HostCouncil.yaml
  ) throws -> [DiaryEntry] {
    let replay = try HostCouncil.rehearsal(lines, yaml).replay
    return replay.diary(replay.view(viewer))
  }

  private func entry(_ id: String, _ diary: [DiaryEntry]) -> DiaryEntry? {
    diary.first { $0.appointment.id == id }
  }

  private static let dcs = Viewer.role(.known("dcs"))

  // MARK: - Whose it is

  @Test(
    "before the call nobody's diary holds anything", arguments: ["dcs", "hos", "watch", "panel"])
  func beforeTheCall(_ role: String) throws {
    let viewer = Viewer.role(try #require(ID<Role>(role)))
    #expect(try diary([], viewer).isEmpty)
    #expect(try diary(["day 1 09:00 facilitator starts"], viewer).isEmpty)
  }

  @Test("with the call it holds what concerns its owner, and nothing of others")
  func own() throws {
    let ids = try diary(HostCouncil.called, Self.dcs).map(\.appointment.id)
    #expect(ids.contains("meeting-interview") && ids.contains("keep-in-touch-1"))
    #expect(ids.contains("audit-first") && ids.contains("date-fieldwork-start"))
    #expect(!ids.contains("meeting-school"))
    let watch = try diary(HostCouncil.called, .role(.known("watch"))).map(\.appointment.id)
    #expect(watch.allSatisfy { $0.hasPrefix("date-") || $0.hasPrefix("due-") } && !watch.isEmpty)
  }

  @Test("whoever plays the inspectorate takes part in every meeting, and in no audit")
  func inspectorate() throws {
    let ids = try diary(HostCouncil.called, .role(.known("panel"))).map(\.appointment.id)
    #expect(ids.contains("meeting-interview") && ids.contains("meeting-school"))
    #expect(!ids.contains("audit-first"))
  }

  @Test("a role that nobody has has no meeting of anybody's")
  func stranger() throws {
    let ids = try diary(HostCouncil.called, .role(.known("nobody"))).map(\.appointment.id)
    #expect(!ids.contains { $0.hasPrefix("meeting-") || $0.hasPrefix("audit-") })
  }

  @Test("each stands there once, by time and id")
  func order() throws {
    for viewer in [Viewer.facilitator, Self.dcs, .role(.known("panel"))] {
      let all = try diary(HostCouncil.called, viewer).map(\.appointment)
      #expect(Set(all.map(\.id)).count == all.count)
      #expect(all.map(\.at) == all.map(\.at).sorted())
    }
  }

  // MARK: - What changes

  @Test("what nobody moved has changed never")
  func still() throws {
    for entry in try diary(HostCouncil.called, .facilitator) { #expect(entry.changes == 0) }
  }

  @Test("a meeting that moved is the same meeting, changed once more each time")
  func moved() throws {
    let once =
      HostCouncil.called + [
        "day 2 09:00 dcs moves meeting interview to day 4 10:00 because \"away\""
      ]
    let twice = once + ["day 2 10:00 dcs moves meeting interview to day 5 10:00 because \"ill\""]
    let first = try #require(entry("meeting-interview", try diary(once, Self.dcs)))
    #expect(first.changes == 1)
    #expect(first.appointment.at.text() == "2026-11-26T10:00:00")
    let second = try #require(entry("meeting-interview", try diary(twice, Self.dcs)))
    #expect(second.changes == 2 && second.heard > first.heard)
    #expect(try diary(twice, Self.dcs).filter { $0.changes > 0 }.count == 1)
  }

  @Test("a meeting that moved back has changed twice, and not never")
  func back() throws {
    let lines =
      HostCouncil.called + [
        "day 2 09:00 dcs moves meeting interview to day 4 10:00 because \"away\"",
        "day 2 10:00 dcs moves meeting interview to day 3 09:30 because \"back\"",
      ]
    #expect(entry("meeting-interview", try diary(lines, Self.dcs))?.changes == 2)
  }

  @Test("a meeting that is off stands there as off")
  func cancelled() throws {
    let lines = HostCouncil.called + ["day 2 09:00 dcs cancels meeting interview because \"snow\""]
    let entry = try #require(entry("meeting-interview", try diary(lines, Self.dcs)))
    #expect(entry.appointment.isCancelled && entry.changes == 1)
  }

  @Test("one that was held is where it was")
  func held() throws {
    let lines = HostCouncil.called + ["day 3 10:30 dcs holds meeting interview"]
    #expect(entry("meeting-interview", try diary(lines, Self.dcs))?.changes == 0)
  }

  @Test("what is put off moves what every module has planned behind it")
  func putOff() throws {
    let lines =
      HostCouncil.called + ["day 2 09:00 facilitator puts off fieldwork-start to day 10 09:00"]
    let hos = try diary(lines, .role(.known("hos")))
    #expect(entry("meeting-school", hos)?.changes == 1)
    #expect(entry("date-fieldwork-start", hos)?.changes == 1)
    #expect(entry("audit-first", hos)?.changes == 0)
  }

  @Test("a meeting booked later is new, not changed")
  func booked() throws {
    let lines =
      HostCouncil.called + [
        "day 2 09:00 dcs books meeting extra title \"One more\" at day 4 15:00 with dcs"
      ]
    let entry = try #require(entry("meeting-extra", try diary(lines, Self.dcs)))
    #expect(entry.changes == 0 && entry.appointment.title == "One more")
    let others = try diary(lines, .role(.known("chief")))
    #expect(!others.contains { $0.appointment.id == "meeting-extra" })
  }

  // MARK: - Surprises, papers, checklists

  private static let tutorial = Result { try ReferenceLog.replay("tutorial") }

  @Test("a surprise is in nobody's diary before it has come", arguments: 0..<12)
  func surprises(_ n: Int) throws {
    let replay = try Self.tutorial.get()
    for role in replay.plan.scenario.head.roles {
      let diary = replay.diary(replay.view(.role(role.id), at: .event(n)))
      #expect(!diary.contains { $0.appointment.sort == .inject })
    }
  }

  @Test("at every point of a rehearsal no entry looks older than before")
  func rising() throws {
    let replay = try Self.tutorial.get()
    for viewer in [Viewer.facilitator, .role(.known("co-ordinator"))] {
      var before: [String: DiaryEntry] = [:]
      for n in replay.events.indices {
        for entry in replay.diary(replay.view(viewer, at: .event(n))) {
          let old = before.updateValue(entry, forKey: entry.appointment.id)
          guard let old else { continue }
          #expect(entry.changes >= old.changes && entry.heard >= old.heard)
          #expect((entry.changes > old.changes) == (entry.appointment != old.appointment))
        }
      }
    }
  }

  @Test("documents of one group and one due time are one line, for those who see to them")
  func documents() throws {
    let replay = try Self.tutorial.get()
    let view = replay.view(.role(.known("co-ordinator")), at: .event(40))
    let papers = replay.diary(view).map(\.appointment).filter { $0.sort == .document }
    #expect(papers.map(\.title) == ["4 documents: Leadership"])
  }
}
