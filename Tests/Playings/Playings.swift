import RehearsalTestSupport

/// Plays the cast as "simulate" counts it and as "run" records it, and compares the figures:
/// `playings [NUMBER]` plays so many of each shipped scenario, and four times as many of the
/// reference model; 50 and 200 where nothing is said. Exits with 1 where one figure differs.
@main
struct Playings {
  static func main() throws {
    let each = CommandLine.arguments.dropFirst().first.flatMap(Int.init) ?? 50
    var faults = 0
    for (name, count) in [("reference-model", 4 * each)]
      + RecordedScenario.names.map({ ($0, each) })
    {
      var (acts, events) = (0, 0)
      for replication in 0..<count {
        let playing = try RecordedPlaying(name, UInt64(replication))
        acts += playing.acts
        events += playing.events
        for difference in playing.differences {
          faults += 1
          print("FAILED \(name), playing \(replication): \(difference)")
        }
      }
      print("\(name): \(count) playings, \(acts) acts, \(events) events")
    }
    print(faults == 0 ? "all figures equal" : "\(faults) figures differ")
    if faults > 0 { throw Unequal() }
  }

  struct Unequal: Error {}
}
