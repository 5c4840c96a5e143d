/// What a person is shown: blocks of a closed set, each with a stable id.
///
/// A module's board makes blocks and nobody else writes a table; a renderer knows blocks and
/// nothing of modules. Times stay moments until a renderer puts them into words.
package struct Page: Sendable, Hashable {
  package let title: String
  package let blocks: [Block]

  package init(title: String, blocks: [Block]) {
    self.title = title
    self.blocks = blocks
  }
}

/// One block. `id` is unique in its page and stays the same from one version of the page to the
/// next, so that a change is the blocks that differ.
package struct Block: Sendable, Hashable {
  package let id: String
  package let content: Content

  package init(_ id: String, _ content: Content) {
    self.id = id
    self.content = content
  }

  /// The closed set: a renderer that knows these knows every page.
  package enum Content: Sendable, Hashable {
    /// A heading of a section.
    case heading(String)
    /// A heading that begins a sheet of paper of its own.
    case sheet(Sheet)
    case text(String)
    /// Something everybody must notice, such as a stop for a real incident.
    case notice(String)
    /// Names and values, in order.
    case facts([Fact])
    case table(Table)
    case tree([Branch])
    /// What happened, oldest first.
    case timeline([Happening])
    /// A finding in figures: how many of how many, in words as well.
    case measure(Measure)
    /// How counts rose over time, as a picture and as a table of the same numbers.
    case chart(Chart)
    /// A tree as a picture, for a page on which a list and a table say the same.
    case picture(Picture)
    /// A form that asks for one command.
    case form(Form)
    /// One thing that the viewer can do, with a form for each way to do it.
    case offer(Offer)
  }

  /// What stands on top of a sheet that is handed to somebody by itself.
  package struct Sheet: Sendable, Hashable {
    package let title: String
    /// Who it is for, in words, so that a sheet found on the floor says whose it is.
    package let holder: String

    package init(_ title: String, for holder: String) {
      self.title = title
      self.holder = holder
    }
  }

  /// A name and its value, such as "Tries in all" and 15.
  package struct Fact: Sendable, Hashable {
    package let name: String
    package let value: Cell

    package init(_ name: String, _ value: Cell) {
      self.name = name
      self.value = value
    }
  }

  /// A table with a caption; the first column names the row.
  package struct Table: Sendable, Hashable {
    package let caption: String
    package let columns: [String]
    package let rows: [[Cell]]

    package init(caption: String, columns: [String], rows: [[Cell]]) {
      self.caption = caption
      self.columns = columns
      self.rows = rows
    }
  }

  /// One place in a tree, with what stands below it.
  package struct Branch: Sendable, Hashable {
    package let words: String
    package let status: Cell
    package let branches: [Branch]

    package init(_ words: String, status: Cell, branches: [Branch]) {
      self.words = words
      self.status = status
      self.branches = branches
    }
  }

  /// One thing that happened, or is planned.
  package struct Happening: Sendable, Hashable {
    /// Its number in the log; `nil` for what is only planned.
    package let n: Int?
    package let at: Moment
    package let who: String
    package let words: String

    package init(n: Int?, at: Moment, who: String, words: String) {
      self.n = n
      self.at = at
      self.who = who
      self.words = words
    }
  }

  /// How many of how many.
  package struct Measure: Sendable, Hashable {
    package let name: String
    package let part: Int
    package let whole: Int

    package init(_ name: String, _ part: Int, of whole: Int) {
      self.name = name
      self.part = part
      self.whole = whole
    }
  }
}

/// One value in a table or a list of facts.
package enum Cell: Sendable, Hashable {
  case words(String)
  case number(Int)
  case moment(Moment)
  case duration(Duration)
  case status(Status, String)
  /// A box to tick on paper.
  case box
  /// A line to write on, on paper.
  case line
  /// Nothing to say yet; renderers show a dash and say so to screen readers.
  case none

  package static func moment(_ moment: Moment?) -> Cell { moment.map { .moment($0) } ?? .none }
  package static func duration(_ length: Duration?) -> Cell {
    length.map { .duration($0) } ?? .none
  }
}

/// How something stands. Words always go with it, and each keeps its colour everywhere.
package enum Status: String, Sendable, Hashable, CaseIterable {
  case done
  case underWay = "under-way"
  case atRisk = "at-risk"
  case late
  case problem
  case neutral
}

/// A read model named for the question it answers. It has no clock: what time alone does is an
/// event. `Encodable` gives its JSON, which is the board's own, not the page's.
package protocol Board: Encodable, Sendable {
  /// Unique among boards, kebab-case; the prefix of its blocks' ids.
  static var name: StaticString { get }
  static var question: StaticString { get }
  var blocks: [Block] { get }
  /// What a room full of people may read of it from five metres away: a figure or two, and nothing
  /// that is in confidence.
  var glance: [Block.Fact] { get }
}

extension Board {
  package var glance: [Block.Fact] { [] }
}
