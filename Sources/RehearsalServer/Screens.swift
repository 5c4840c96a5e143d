import Hummingbird
import RehearsalCore
import RehearsalEngine
import RehearsalFormats
import RehearsalViews
import Synchronization

/// What one viewer sees of a live rehearsal, page by page, and what changes on each.
///
/// However many look, a page is made once for each step; what changes from one step to the next is
/// written once and handed to all of them.
final class Screens: Sendable {
  /// A step of a page, ready to be sent.
  struct Step: Sendable {
    let position: Int
    let data: ByteBuffer
  }

  private struct Shown {
    var position: Int
    var parts: [HTMLRenderer.Part]
    var steps: [(from: Int, step: Step)] = []
  }

  private struct State {
    var watch: Watch
    /// How many events of the log it has been shown, or not.
    var next = 0
    var pages: [LivePage: Shown] = [:]
    var current: Current?
  }

  private struct Current {
    let position: Int
    let view: Replay.View
    let waiting: [Waiting]
  }

  let forms: FormAddress
  private let live: LiveRehearsal
  private let modules: Modules
  private let viewer: Viewer
  private let folding: Turns
  private let state: Mutex<State>
  /// So many steps of each page are kept for those who are a little behind.
  private static let kept = 32

  /// - Parameter folding: Taken while a page is folded anew, by all viewers of a rehearsal.
  init(
    _ live: LiveRehearsal, _ modules: Modules, _ viewer: Viewer, _ forms: FormAddress,
    folding: Turns = Turns()
  ) {
    self.live = live
    self.modules = modules
    self.viewer = viewer
    self.forms = forms
    self.folding = folding
    state = Mutex(State(watch: Watch(modules, live.plan, viewer)))
  }

  /// How it stands now, with everything that it was made from.
  func now() -> (view: Replay.View, position: Int, replay: Replay) {
    state.withLock { state in
      let replay = catchUp(&state)
      let current = current(&state)
      return (current.view, current.position, replay)
    }
  }

  /// What the viewer knew when this was last looked at, and what waited for them then.
  var current: (view: Replay.View, waiting: [Waiting]) {
    state.withLock { state in
      let current = current(&state)
      return (current.view, current.waiting)
    }
  }

  /// Made once for each position: a thousand who look ask for it a thousand times.
  private func current(_ state: inout State) -> Current {
    if let current = state.current, current.position == state.watch.position { return current }
    let view = state.watch.view
    let waiting = modules.offers(view.state, live.plan, for: viewer).filter { $0.urgency == .now }
    let current = Current(
      position: state.watch.position, view: view,
      waiting: waiting.map { Waiting(id: $0.id, title: $0.title) })
    state.current = current
    return current
  }

  /// Something that somebody has to do now.
  struct Waiting: Sendable {
    let id: String
    let title: String
  }

  /// What has come to a page behind `position`; `nil` where nothing has. Where it asks for more
  /// than there is, the page is of another rehearsal: then it is the whole.
  func step(_ page: LivePage, after position: Int) async -> Step? {
    let (replay, shown) = state.withLock { state in
      let replay = catchUp(&state)
      let isNew = position != state.watch.position
      return (replay, isNew ? refresh(page, &state, replay) : nil)
    }
    guard let shown else { return nil }
    if let known = shown.steps.first(where: { $0.from == position }) { return known.step }
    // Whoever was away for long has the page folded anew, one after another and with nobody
    // waiting who was not.
    return await folding.take {
      let old =
        position > shown.position
        ? [] : self.parts(page, self.watch(upTo: position, replay), replay)
      return Screens.step(from: old, to: shown.parts, shown.position)
    }
  }

  @discardableResult
  private func catchUp(_ state: inout State) -> Replay {
    let replay = live.replay()
    for event in replay.events[state.next...] { state.watch.see(event) }
    state.next = replay.events.count
    return replay
  }

  private func refresh(_ page: LivePage, _ state: inout State, _ replay: Replay) -> Shown {
    let now = state.watch.position
    if let shown = state.pages[page], shown.position == now { return shown }
    let parts = parts(page, state.watch, replay)
    var shown = state.pages[page] ?? Shown(position: now, parts: parts)
    if shown.position != now {
      let step = Screens.step(from: shown.parts, to: parts, now)
      shown.steps = shown.steps.suffix(Screens.kept - 1) + [(shown.position, step)]
    }
    (shown.position, shown.parts) = (now, parts)
    state.pages[page] = shown
    return shown
  }

  private func watch(upTo position: Int, _ replay: Replay) -> Watch {
    var watch = Watch(modules, live.plan, viewer)
    for event in replay.events where watch.position < position { watch.see(event) }
    return watch
  }

  private func parts(_ page: LivePage, _ watch: Watch, _ replay: Replay) -> [HTMLRenderer.Part] {
    parts(page, watch.view, replay)
  }

  /// All that stands on a page and changes as the rehearsal goes on, what one can go to from there
  /// at its end.
  func parts(
    _ page: LivePage, _ view: Replay.View, _ replay: Replay
  ) -> [HTMLRenderer.Part] {
    HTMLRenderer(forms: forms.target(page.path, turn: view.acts)).parts(page.page(view, replay))
      + (page.more(view, forms).map { [$0.part] } ?? [])
  }

  // MARK: - As it is sent

  private static func step(
    from old: [HTMLRenderer.Part], to new: [HTMLRenderer.Part], _ position: Int
  ) -> Step {
    var removed: [JSONValue] = []
    var parts: [JSONValue] = []
    for change in delta(old, new) {
      switch change {
      case .removed(let id): removed.append(.text(id))
      case .changed(let part):
        parts.append(
          .object([
            ("id", .text(part.id)), ("html", .text(part.html.source)), ("added", .yesOrNo(false)),
          ]))
      case .added(let part, let after):
        var members: [(name: String, value: JSONValue)] = [
          ("id", .text(part.id)), ("html", .text(part.html.source)), ("added", .yesOrNo(true)),
        ]
        if let after { members.append(("after", .text(after))) }
        parts.append(.object(members))
      }
    }
    let data = JSONValue.object([("removed", .list(removed)), ("parts", .list(parts))])
    return Step(position: position, data: ServerSentEvent.make("change", data, id: position))
  }
}
