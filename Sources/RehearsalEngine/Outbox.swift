import RehearsalCore
package import RehearsalStorage
import Synchronization

/// Follows a live rehearsal from the beginning of its log, and writes every message that goes to a
/// role into the outbox beside it; where a mailer is named, each is sent as well.
///
/// What stands in the outbox is a fold of the log and of `people.json`: however often it is begun
/// again, and wherever it was killed, each message is there once. A message is marked as sent once
/// the mailer has taken it, and tried again on the next start where it has not: killed between the
/// two it may be sent twice, with the same id, and is never lost.
package final class Outbox: Sendable {
  private struct State {
    var isClosing = false
    /// Whether the rehearsal has closed: nothing more will come.
    var isOver = false
    var hasEnded = false
    var waitingForEnd: [CheckedContinuation<Void, Never>] = []
    var written = -1
    var problem: StorageProblem?
  }

  private let live: LiveRehearsal
  private let folder: OutboxFolder
  private let mailer: Mailer?
  private let say: @Sendable (String) -> Void
  private let alarm: Alarm
  private let state = Mutex(State())
  /// How long it waits before it tries to write again, in milliseconds.
  private static let pause = 1_000

  /// Begins to follow. It goes on until the rehearsal closes, or until ``close()``.
  ///
  /// - Parameters:
  ///   - mailer: Without one, no mail leaves. With one, all is sent that has not been, also what
  ///     was written on an earlier day without one.
  ///   - say: Told in a sentence what did not work.
  package static func follow(
    _ live: LiveRehearsal, mailer: Mailer? = nil, say: @escaping @Sendable (String) -> Void
  ) throws(StorageProblem) -> Outbox {
    let folder = try OutboxFolder.open(live.folder)
    do throws(StorageProblem) {
      let outbox = Outbox(live, folder, mailer, say, try Alarm())
      try OwnThread.start { outbox.run() }
      Task { await outbox.listen() }
      return outbox
    } catch {
      folder.close()
      throw error
    }
  }

  private init(
    _ live: LiveRehearsal, _ folder: OutboxFolder, _ mailer: Mailer?,
    _ say: @escaping @Sendable (String) -> Void, _ alarm: Alarm
  ) {
    self.live = live
    self.folder = folder
    self.mailer = mailer
    self.say = say
    self.alarm = alarm
  }

  /// The last event whose messages are written; -1 before the first.
  package var position: Int { state.withLock { $0.written } }

  /// Why messages cannot be written at present, such as a full disk; `nil` where all is well.
  package var problem: StorageProblem? { state.withLock { $0.problem } }

  /// Whether it is over, because the rehearsal has closed and all was sent, or by ``close()``.
  package var hasEnded: Bool { state.withLock { $0.hasEnded } }

  /// Writes what stands in the log by now, and returns once the outbox is no longer in use. What is
  /// still to be sent is sent on the next start.
  package func close() async {
    await withCheckedContinuation { ended in
      let isOver = state.withLock { state in
        state.isClosing = true
        if !state.hasEnded { state.waitingForEnd.append(ended) }
        return state.hasEnded
      }
      if isOver { ended.resume() } else { alarm.ring() }
    }
  }

  /// Wakes the thread whenever something was recorded, until the rehearsal closes.
  private func listen() async {
    var wasCut = true
    while wasCut, let following = live.follow() {
      alarm.ring()
      var positions = following.makeAsyncIterator()
      while await positions.nextRange() != nil { alarm.ring() }
      wasCut = following.isCut
    }
    state.withLock { $0.isOver = true }
    alarm.ring()
  }

  // MARK: - On its own thread

  private func run() {
    let replay = live.replay()
    var work = Work(state: replay.modules.initialState(replay.plan))
    while true {
      let (isClosing, isOver) = state.withLock { ($0.isClosing, $0.isOver) }
      let replay = live.replay()
      let isWritten = write(replay, &work)
      if isClosing || isOver && (work.unsent.isEmpty || mailer == nil) { break }
      if !isWritten {
        alarm.sleep(milliseconds: Outbox.pause)
      } else if work.unsent.isEmpty {
        alarm.sleep(milliseconds: 60_000)
      } else {
        send(work.unsent.removeFirst())
      }
    }
    if !work.unsent.isEmpty {
      let count = work.unsent.count == 1 ? "1 message" : "\(work.unsent.count) messages"
      say("Still to be sent: \(count). The next start sends what is left.")
    }
    folder.close()
    let waiting = state.withLock { state in
      state.hasEnded = true
      defer { state.waitingForEnd = [] }
      return state.waitingForEnd
    }
    for ended in waiting { ended.resume() }
  }

  /// How far it has come.
  private struct Work {
    /// After the event before `next`.
    var state: RehearsalState
    var next = 0
    /// What goes out with that event and is still to be written, in order.
    var letters: [Letter] = []
    /// Written and still to be sent.
    var unsent: [OutboxMail] = []
  }

  /// Writes all there is; `false` where it must be tried again.
  private func write(_ replay: Replay, _ work: inout Work) -> Bool {
    do throws(StorageProblem) {
      while true {
        if !work.letters.isEmpty { try write(replay.events[work.next - 1], replay, &work) }
        state.withLock { ($0.written, $0.problem) = (work.next - 1, nil) }
        guard work.next < replay.events.count else { return true }
        let recorded = replay.events[work.next]
        work.state.evolve(recorded)
        work.next += 1
        work.letters = recorded.letters(work.state, replay.plan)
      }
    } catch {
      let isNews = state.withLock { state in
        defer { state.problem = error }
        return state.problem != error
      }
      if isNews { say("A message could not be written to the outbox. \(error.words)") }
      return false
    }
  }

  /// Writes what goes out with one event. The addresses are read each time: somebody may have been
  /// taken out meanwhile.
  private func write(
    _ recorded: RecordedEvent, _ replay: Replay, _ work: inout Work
  ) throws(StorageProblem) {
    let people = try People.read(live.folder)
    while let letter = work.letters.first {
      let person = work.state.person(in: letter.to)
      let mail = OutboxMail(
        letter, with: recorded, to: person.flatMap { people[$0]?.email }, replay.plan,
        opened: replay.events[0].rec)
      try folder.write(mail)
      work.letters.removeFirst()
      sort(mail, &work)
    }
  }

  /// What was not sent before is sent, where there is somebody to send it to.
  private func sort(_ mail: OutboxMail, _ work: inout Work) {
    guard mailer != nil, !folder.isSent(mail) else { return }
    if mail.hasAddress { work.unsent.append(mail) }
    if mail.isRefused {
      say(
        "\(mail.name) is not sent: people.json has no plain address for its role. Write one "
          + "there, such as name@council.example.")
    }
  }

  private func send(_ mail: OutboxMail) {
    guard let mailer else { return }
    do throws(Mailer.Problem) {
      try mailer.send(mail, from: folder)
    } catch {
      say("\(mail.name) was not sent, and is tried again on the next start. \(error.words)")
      return
    }
    do throws(StorageProblem) {
      try folder.markSent(mail)
    } catch {
      say("\(mail.name) was sent and cannot be marked, so it may be sent again. \(error.words)")
    }
  }
}
