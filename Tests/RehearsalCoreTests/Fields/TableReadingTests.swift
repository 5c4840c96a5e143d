import RehearsalCore
import RehearsalFormats
import Testing

/// Lists kept in a table beside the file.
@Suite("The reader of nodes: tables")
struct TableReadingTests {
  private static let main = """
    title: A title
    count: 4
    when: 2026-11-23 09:15
    items: items.csv
    """

  private func read(_ table: String) -> SampleReading<SampleRecord> {
    SampleReading(SampleRecord.self, yaml: Self.main, tables: ["items.csv": table])
  }

  @Test("a row is an item, a cell of a list is parted at its semicolons")
  func rows() throws {
    let read = read("title,id,share,tags\nOne,,30, a b ;  c;d\nTwo,second,,\n")
    #expect(read.lines == [])
    #expect(
      try #require(read.record).items == [
        SampleItem(title: "One", id: .known("one"), share: 30, tags: ["a b", "c", "d"]),
        SampleItem(title: "Two", id: .known("second"), share: 100, tags: []),
      ])
  }

  @Test("columns may stand in any order and be left out; a table of none is an empty list")
  func columns() throws {
    #expect(read("share,title\n5,One\n").record?.items.map(\.share) == [5])
    #expect(read("title\n").record?.items == [])
    #expect(read("title\n").lines == [])
  }

  @Test("a column that nothing reads is reported once, not once a row")
  func unknownColumn() {
    #expect(
      read("title,shore,title2\nOne,1,x\nTwo,2,x\nThree,3,x\n").lines == [
        #"S005 items.csv:1:7 no column is called "shore" | did you mean "share"?"#,
        #"S005 items.csv:1:13 no column is called "title2" | did you mean "title"?"#,
      ])
    #expect(
      read("title,weather\nOne,fine\n").lines == [
        #"S005 items.csv:1:7 no column is called "weather" | "#
          + "the columns are: title, id, share, tags"
      ])
    #expect(
      read("title;id\nOne;one\n").lines.first
        == #"S005 items.csv:1:1 no column is called "title;id" | "#
        + "part the columns with commas: title, id, share, tags")
  }

  @Test("what is wrong in a cell is said with the table's name and the cell's place")
  func cells() {
    #expect(
      read("title,share,tags\nOne,some,a\n,5,b\n\"Two\",\"6\",\"a;b\"\nOne,7,\n").lines == [
        #"S008 items.csv:2:5 "some" is not a whole number | write digits alone, such as 12"#,
        #"S004 items.csv:3:1 "title" is missing | add title: What the item is called"#,
        #"S012 items.csv:5:1 another item of a sample is called "one" already | "#
          + "give one of them another id; the first is on line 2",
      ])
  }

  @Test("a table that cannot be read is one problem, and its rows none")
  func unreadable() {
    #expect(
      read("").lines == [
        "S011 items.csv:1:1 the table is empty | begin with a line that names the columns"
      ])
    #expect(
      read("title,share\nOne,1,2\n").lines == [
        "S011 items.csv:2:7 this line has 3 cells, and there are 2 columns | "
          + "put cells that hold a comma in quotes"
      ])
    #expect(
      read("title,share\n\"One,1\n").lines == [
        "S011 items.csv:2:1 the quotes that open here are never closed | "
          + "inside quotes, write quotes twice"
      ])
  }

  @Test("where nothing can fetch a table, naming one is a problem")
  func noTables() {
    #expect(
      SampleReading(SampleRecord.self, yaml: Self.main).lines == [
        #"S010 4:8 no table such as "items.csv" can be read here | write the list out"#
      ])
  }

  @Test("a name without .csv is no table")
  func notCSV() {
    let yaml = Self.main.replacing("items.csv", with: "items.xlsx")
    #expect(
      SampleReading(SampleRecord.self, yaml: yaml).lines == [
        #"S006 4:8 "items" takes a list, found "items.xlsx" | "#
          + "begin each item with a hyphen, or name a .csv file in the same folder"
      ])
  }
}
