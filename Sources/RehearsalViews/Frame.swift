package import RehearsalCore

/// What stands around a page while a rehearsal is lived through: where else one can go, how the
/// clock stands, what came of the last act, and where what changes is told.
package struct Frame: Sendable {
  /// A page one can go to.
  package struct Link: Sendable, Hashable {
    package let address: String
    package let words: String
    package let isCurrent: Bool
    /// The key that leads there as well, and what it does.
    package let shortcut: Block.Shortcut?

    package init(
      _ address: String, _ words: String, isCurrent: Bool = false,
      shortcut: Block.Shortcut? = nil
    ) {
      self.address = address
      self.words = words
      self.isCurrent = isCurrent
      self.shortcut = shortcut
    }
  }

  /// What one can go to from one page alone, under a title. It stands at the end of the page as a
  /// piece of it, so that what changes there is told as well.
  package struct More: Sendable, Hashable {
    package let title: String
    package let links: [Link]

    package init(_ title: String, _ links: [Link]) {
      self.title = title
      self.links = links
    }
  }

  /// What came of the last act, in front of everything else.
  package enum Banner: Sendable, Hashable {
    case done(String)
    /// What is wrong, each with the id of the field that it is about.
    case problems([Problem])

    /// One thing that is wrong, in the words that stand beside its field too.
    package struct Problem: Sendable, Hashable {
      package let field: String?
      package let words: String

      package init(_ field: String?, _ words: String) {
        self.field = field
        self.words = words
      }
    }
  }

  /// Where what changes is told as it happens.
  package struct Stream: Sendable, Hashable {
    package let address: String
    /// How much the page has seen.
    package let position: Int
    /// For whoever is shown it: whether the page says that the clock is held.
    package let isHeld: Bool?

    package init(_ address: String, position: Int, isHeld: Bool? = nil) {
      self.address = address
      self.position = position
      self.isHeld = isHeld
    }
  }

  /// What the header calls this place.
  package let name: String
  package let links: [Link]
  package let clock: Clock?
  package let banner: Banner?
  package let stream: Stream?
  package let more: More?
  /// What is looked for on the page; `nil` where nothing can be.
  package let search: String?
  /// Links at the foot of every page, always in the same order.
  package let foot: [Link]
  package let assets: Assets
  /// For a wall screen: large, with nothing around it.
  package let isWall: Bool

  package init(
    name: String, links: [Link] = [], clock: Clock? = nil, banner: Banner? = nil,
    stream: Stream? = nil, more: More? = nil, search: String? = nil,
    foot: [Link] = [], assets: Assets, isWall: Bool = false
  ) {
    self.name = name
    self.links = links
    self.clock = clock
    self.banner = banner
    self.stream = stream
    self.more = more
    self.search = search
    self.foot = foot
    self.assets = assets
    self.isWall = isWall
  }

  /// Where a server keeps what a page needs beside itself.
  package struct Assets: Sendable, Hashable {
    package let style: String
    package let script: String

    package init(style: String, script: String) {
      self.style = style
      self.script = script
    }

    /// The style sheet, for whoever serves it.
    package static let styleText = ["Assets/report.css", "Assets/live.css"]
      .compactMap { EmbeddedFiles.text($0) }.joined()
    /// The script, for whoever serves it.
    package static let scriptText = ["Assets/live.js", "Assets/keys.js"]
      .compactMap { EmbeddedFiles.text($0) }.joined()
  }
}

/// How the clocks stand at one moment, in words.
package struct Clock: Sendable, Hashable {
  package let status: Cell
  /// The time in the story.
  package let story: Moment
  /// The time in the room, in words.
  package let room: String
  /// How fast it runs, in words.
  package let pace: String

  package init(status: Cell, story: Moment, room: String, pace: String) {
    self.status = status
    self.story = story
    self.room = room
    self.pace = pace
  }

  /// As a page shows it; each value has a name in the script.
  package var facts: [(key: String, name: String, value: Cell)] {
    [
      ("status", "Exercise", status), ("story", "Exercise time", .moment(story)),
      ("room", "Clock time", .words(room)), ("pace", "Pace", .words(pace)),
    ]
  }

  /// Each value as it stands in the page, by its name.
  package var values: [(key: String, html: HTML)] {
    facts.map { ($0.key, HTMLBlocks.cell($0.value)) }
  }
}
