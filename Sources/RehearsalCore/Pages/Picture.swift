extension Block {
  /// A tree as a picture: each place stands beside the one above it, and is the taller the more its
  /// branch counts.
  ///
  /// It says nothing that a list and a table on the same page do not say as well, so that nobody
  /// depends on it: whoever makes one makes all three from the same places.
  package struct Picture: Sendable, Hashable {
    /// The finding in about ten words.
    package let title: String
    /// What there is to see, in a sentence.
    package let summary: String
    /// What makes a place tall, such as `people`.
    package let unit: String
    /// What each status means here, in the order in which they are explained.
    package let key: [Meaning]
    /// The id of the table that says the same.
    package let table: String
    package let places: [Place]

    package init(
      title: String, summary: String, unit: String, key: [Meaning], table: String, places: [Place]
    ) {
      self.title = title
      self.summary = summary
      self.unit = unit
      self.key = key
      self.table = table
      self.places = places
    }
  }

  /// What a status means in a picture.
  package struct Meaning: Sendable, Hashable {
    package let status: Status
    package let words: String

    package init(_ status: Status, _ words: String) {
      self.status = status
      self.words = words
    }
  }

  /// One place of a picture, with those below it.
  package struct Place: Sendable, Hashable {
    /// What is written into it where there is room.
    package let name: String
    package let status: Cell
    /// Everything that a list and a table say of it.
    package let words: String
    /// How much it counts by itself, those below it left out.
    package let size: Int
    package let places: [Place]

    package init(_ name: String, status: Cell, words: String, size: Int, places: [Place]) {
      self.name = name
      self.status = status
      self.words = words
      self.size = size
      self.places = places
    }
  }
}
