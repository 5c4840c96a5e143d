/// What happened, as a person would tell it: phase by phase, what mattered in full, and quiet
/// stretches in one line each.
package struct Story: Sendable {
  /// What happened in one phase.
  package struct Chapter: Sendable {
    package let title: String
    package fileprivate(set) var entries: [Entry] = []
  }

  /// One line of the story.
  package enum Entry: Sendable, Hashable {
    case happening(Block.Happening, isNotable: Bool)
    case quiet(Quiet)
  }

  /// A stretch in which nothing went wrong and nothing changed course.
  package struct Quiet: Sendable, Hashable {
    package let from: Moment
    package let to: Moment
    /// How many events, by the modules that they belong to, in the order of the first of each.
    package let counts: [Count]

    package var words: String {
      let total = counts.reduce(0) { $0 + $1.events }
      let end = to.date == from.date ? to.toTheMinute.time.words : to.toTheMinute.words
      let of =
        counts.count == 1
        ? ", in \(counts[0].module)"
        : ": " + counts.map { "\($0.events) in \($0.module)" }.joined(separator: ", ")
      return "\(total) quiet events until \(end)\(of)"
    }
  }

  /// How many events of a module there are.
  package struct Count: Sendable, Hashable {
    package let module: String
    package let events: Int
  }

  package let chapters: [Chapter]

  /// Stretches shorter than this are told: a fold would take as much room.
  private static let shortest = 3

  /// The story of what `view` shows; with `all` nothing is folded.
  package init(_ view: Replay.View, all: Bool) {
    var teller = Teller(names: view.names, all: all)
    for recorded in view.shown { teller.tell(recorded) }
    chapters = teller.finished
  }

  /// Goes through the events once, keeping back those that may be folded.
  private struct Teller {
    let names: Names
    let all: Bool
    private var chapters: [Chapter]
    private var quiet: [(happening: Block.Happening, module: String)] = []
    /// The notable event told last, and how many like it came at the same moment since.
    private var last: (name: String, at: Moment)?
    private var alike = 0

    init(names: Names, all: Bool) {
      self.names = names
      self.all = all
      chapters = [Chapter(title: names.hasCall ? "Before the call" : "Before it begins")]
    }

    mutating func tell(_ recorded: RecordedEvent) {
      if let began = recorded.event as? PhaseBegan {
        fold()
        closeAlike()
        // What came at the same moment, such as the call, belongs to the phase that it began.
        let opening = chapters[chapters.count - 1].giveUp(since: recorded.at)
        chapters.append(Chapter(title: began.title, entries: opening))
        return
      }
      guard let happening = recorded.told(names) else { return }
      let isNotable = recorded.event?.isNotable ?? true
      if isNotable || all {
        fold()
        if !all, let event = recorded.event, recorded.actor == .clock, isLike(event, recorded.at) {
          alike += 1
        } else {
          closeAlike()
          chapters[chapters.count - 1].append(.happening(happening, isNotable: isNotable))
          last = recorded.event.map { ("\(type(of: $0).name)", recorded.at) }
        }
      } else {
        quiet.append((happening, recorded.moduleName))
      }
    }

    /// Whether the clock has just told of another event of that kind, at the same moment.
    private func isLike(_ event: any Event, _ at: Moment) -> Bool {
      last.map { $0.name == "\(type(of: event).name)" && $0.at == at } ?? false
    }

    /// Says how many more of one kind came at one moment: twenty documents that fall due together
    /// are one thing to know.
    private mutating func closeAlike() {
      if alike > 0, let last {
        let words = alike == 1 ? "one more of the kind" : "\(alike) more of the kind"
        chapters[chapters.count - 1].append(
          .happening(
            Block.Happening(n: nil, at: last.at, who: "…", words: words), isNotable: false))
      }
      (alike, last) = (0, nil)
    }

    private mutating func fold() {
      guard let first = quiet.first, let last = quiet.last else { return }
      closeAlike()
      if quiet.count < Story.shortest {
        for (happening, _) in quiet {
          chapters[chapters.count - 1].append(.happening(happening, isNotable: false))
        }
      } else {
        let modules = quiet.map(\.module).firsts
        let counts = modules.map { module in
          Count(module: module, events: quiet.count { $0.module == module })
        }
        chapters[chapters.count - 1].append(
          .quiet(Quiet(from: first.happening.at, to: last.happening.at, counts: counts)))
      }
      quiet = []
    }

    var finished: [Chapter] {
      var copy = self
      copy.fold()
      copy.closeAlike()
      return copy.chapters.filter { !$0.entries.isEmpty }
    }
  }
}

extension Story.Chapter {
  fileprivate mutating func append(_ entry: Story.Entry) { entries.append(entry) }

  /// Takes away the entries at the end that began at `moment`.
  fileprivate mutating func giveUp(since moment: Moment) -> [Story.Entry] {
    let kept = entries.lastIndex { $0.at < moment }.map { $0 + 1 } ?? 0
    defer { entries.removeLast(entries.count - kept) }
    return Array(entries[kept...])
  }

  /// What mattered in it.
  package var notable: [Block.Happening] {
    entries.compactMap { entry in
      if case .happening(let happening, isNotable: true) = entry { happening } else { nil }
    }
  }

  /// The chapter as lines of a page.
  package var happenings: [Block.Happening] {
    entries.map { entry in
      switch entry {
      case .happening(let happening, _): happening
      case .quiet(let quiet):
        Block.Happening(n: nil, at: quiet.from, who: "…", words: quiet.words)
      }
    }
  }
}

extension Story.Entry {
  fileprivate var at: Moment {
    switch self {
    case .happening(let happening, _): happening.at
    case .quiet(let quiet): quiet.from
    }
  }
}

extension RecordedEvent {
  /// The event as a line of the story; `nil` where another line has said it already.
  package func told(_ names: Names) -> Block.Happening? {
    words(names).map { words in
      let late = happened.map { happened in
        let same = happened.date == at.date
        return ", which happened at \(same ? happened.time.words : happened.words)"
      }
      return Block.Happening(n: n, at: at, who: names.title(actor), words: words + (late ?? ""))
    }
  }

  private func words(_ names: Names) -> String? {
    switch payload {
    case .opened(let opened): "opened the log of \"\(opened.scenario)\" with \(opened.tool)"
    case .recovered(let torn):
      "cut off \(torn.bytes) torn bytes that no act had been told were kept; they are in "
        + torn.file
    case .sealed(let seal): "sealed \(seal.events) events with the key \(seal.key)"
    case .event(let event): event.story(names)
    case .unknown(let type, let version, _):
      "did something this version does not know: \(type), version \(version)"
    }
  }

  /// The name of the module it belongs to; `log` for what the log says of itself.
  fileprivate var moduleName: String {
    func open<E: Event>(_ event: E) -> String { "\(E.Home.name)" }
    return event.map { open($0) } ?? "log"
  }
}
