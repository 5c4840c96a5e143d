import RehearsalCore
import RehearsalViews

/// A recorded rehearsal, gone through by hand: one event, one notable event or one phase at a time,
/// forwards and back.
struct StepReplay {
  private let replay: Replay
  private let viewer: Viewer
  private let shown: [RecordedEvent]
  private let names: Names

  private static let help = """
    Enter  the next event     n  the next notable event     p  the next phase
    b      the event before   s  how it stands here         q  leave

    """

  init(_ replay: Replay, _ viewer: Viewer) {
    self.replay = replay
    self.viewer = viewer
    let view = replay.view(viewer)
    names = view.names
    shown = view.shown.filter { $0.told(view.names) != nil || $0.event is PhaseBegan }
  }

  func run() {
    Terminal.out("\(Exercise.strip)\n\n\(StepReplay.help)")
    guard !shown.isEmpty else { return Terminal.out("Nothing has happened yet.\n") }
    var index = 0
    tell(index)
    while let answer = ask() {
      switch answer {
      case "": index = move(to: index + 1, from: index)
      case "n": index = next(after: index) { $0.isNotable }
      case "p": index = next(after: index) { $0 is PhaseBegan }
      case "b": index = move(to: index - 1, from: index)
      case "s": show(index)
      case "q": return
      default: Terminal.out(StepReplay.help)
      }
    }
  }

  private func ask() -> String? {
    Terminal.out("> ")
    return readLine()?.lowercased()
  }

  private func move(to index: Int, from old: Int) -> Int {
    guard shown.indices.contains(index) else {
      Terminal.out(index < 0 ? "This is the beginning.\n" : "This is the end.\n")
      return old
    }
    tell(index)
    return index
  }

  private func next(after index: Int, where isMeant: (any Event) -> Bool) -> Int {
    let found = shown[(index + 1)...].firstIndex { $0.event.map(isMeant) ?? false }
    guard let found else {
      Terminal.out("There is none behind this.\n")
      return index
    }
    tell(found)
    return found
  }

  private func tell(_ index: Int) {
    guard let line = shown[index].told(names) else { return }
    Terminal.out(line.text + "\n")
  }

  private func show(_ index: Int) {
    let view = replay.view(viewer, at: .event(shown[index].n))
    Terminal.out(Terminal.renderer.render(Page.boards(view, replay)))
  }
}
