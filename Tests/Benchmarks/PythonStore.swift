import Foundation
import RehearsalStorage

/// The Python library `eventsourcing` with the first events of a log in SQLite, as its own manual
/// has it: an aggregate, an application, a repository.
struct PythonStore {
  /// As many as it replays in a few seconds.
  static let events = 40_000

  let version: String
  private let python: Python
  private let script: String
  private let database: String

  init(_ python: String, _ log: LongLog, in scratch: Scratch) throws {
    self.python = Python(path: python, library: "eventsourcing")
    script = "\(scratch.path)/peer.py"
    database = "\(scratch.path)/peer.sqlite"
    try PythonStore.program.write(toFile: script, atomically: true, encoding: .utf8)
    version = try self.python.output(
      [script, "keep", database, log.folder.log, String(PythonStore.events)])
  }

  /// How many events a second it replays, without what starting Python takes.
  func replay() throws -> Double {
    let text = try python.output([script, "replay", database, String(PythonStore.events)])
    guard let speed = Double(text) else {
      throw Unmeasurable(description: "\(python.path) answered \(text)")
    }
    return speed
  }

  /// Its aggregate keeps less of each event than our modules do.
  private static let program = #"""
    import json, os, sys, time
    from importlib.metadata import version
    from uuid import NAMESPACE_URL, uuid5

    os.environ["PERSISTENCE_MODULE"] = "eventsourcing.sqlite"
    os.environ["SQLITE_DBNAME"] = sys.argv[2]

    from eventsourcing.application import Application
    from eventsourcing.domain import Aggregate, event


    class Rehearsal(Aggregate):
        def __init__(self):
            self.contacts = {}
            self.informed = {}
            self.reached = {}
            self.count = 0

        @staticmethod
        def create_id():
            return uuid5(NAMESPACE_URL, "/rehearsal")

        @event("Confirmed")
        def confirmed(self, cascade, contact, by, via, facts):
            self.contacts[contact] = (by, via, facts)
            self.count += 1

        @event("RoleInformed")
        def informed_role(self, cascade, role, title, message, facts, route, below):
            self.informed[role] = (title, message, facts, route, below)
            self.count += 1

        @event("GroupTold")
        def group_told(self, cascade, contact, by, told, size):
            self.contacts[contact] = (by, told, size)
            self.count += 1

        @event("MilestoneReached")
        def milestone_reached(self, milestone, title):
            self.reached[milestone] = title
            self.count += 1

        @event("Noted")
        def noted(self, kind, data):
            self.reached[kind] = data
            self.count += 1


    def keep(rehearsal, line):
        kind, data = line["type"], line["data"]
        if kind == "communication.confirmed":
            names = ("cascade", "contact", "by", "via", "facts")
            rehearsal.confirmed(**{name: data.get(name, []) for name in names})
        elif kind == "communication.role-informed":
            names = ("cascade", "role", "title", "message", "facts", "route", "below")
            rehearsal.informed_role(**{name: data.get(name, []) for name in names})
        elif kind == "communication.group-told":
            rehearsal.group_told(**data)
        elif kind == "timeline.milestone-reached":
            rehearsal.milestone_reached(**data)
        else:
            rehearsal.noted(kind, data)


    application = Application()
    if sys.argv[1] == "keep":
        rehearsal = Rehearsal()
        with open(sys.argv[3]) as lines:
            for number, line in zip(range(int(sys.argv[4])), lines):
                keep(rehearsal, json.loads(line))
                if number % 4000 == 3999:
                    application.save(rehearsal)
        application.save(rehearsal)
        print(version("eventsourcing"))
    else:
        begin = time.perf_counter()
        rehearsal = application.repository.get(Rehearsal.create_id())
        taken = time.perf_counter() - begin
        assert rehearsal.count == int(sys.argv[3])
        print(rehearsal.count / taken)
    """#
}
