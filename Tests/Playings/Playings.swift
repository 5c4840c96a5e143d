import Glibc
import RehearsalTestSupport

/// Plays the cast as "simulate" counts it and as "run" records it, and compares the figures:
/// `playings [NUMBER [SCENARIO…]]` plays so many of each shipped scenario, and four times as many
/// of the reference model; 50 and 200 where nothing is said. Exits with 1 where a figure differs.
@main
struct Playings {
  static func main() {
    let arguments = CommandLine.arguments.dropFirst()
    let each = arguments.first.flatMap { Int($0) } ?? 50
    let named = Array(arguments.dropFirst())
    var faults = 0
    for name in named.isEmpty ? [reference] + RecordedScenario.names : named {
      let count = name == reference ? 4 * each : each
      var (acts, events) = (0, 0)
      for replication in 0..<count {
        do {
          let playing = try RecordedPlaying(name, UInt64(replication))
          acts += playing.acts
          events += playing.events
          for difference in playing.differences {
            faults += 1
            print("FAILED \(name), playing \(replication): \(difference)")
          }
        } catch {
          faults += 1
          print("FAILED \(name), playing \(replication): \(error)")
        }
      }
      print("\(name): \(count) playings, \(acts) acts, \(events) events")
    }
    print(faults == 0 ? "all figures equal" : "\(faults) figures differ")
    exit(faults == 0 ? 0 : 1)
  }

  private static let reference = "reference-model"
}
