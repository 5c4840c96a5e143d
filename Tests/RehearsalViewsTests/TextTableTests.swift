import RehearsalCore
import Testing

@testable import RehearsalViews

@Suite("Tables in text") struct TextTableTests {
  private let table = Block.Table(
    caption: "Calls", columns: ["Who", "Tries", "How it stands"],
    rows: [
      [.words("Head of Safeguarding"), .number(3), .status(.done, "Confirmed")],
      [.words("Director"), .number(1_250), .none],
    ])

  private func text(_ table: Block.Table, _ width: Int) -> String {
    TextTable(table, width: width) { text, _ in text }.lines
      .map { Columns.trimmed($0) }.joined(separator: "\n")
  }

  @Test func columns() {
    #expect(
      text(table, 80) == """
        Calls
        Who                   Tries  How it stands
        --------------------  -----  -------------
        Head of Safeguarding      3  Confirmed
        Director              1,250  –
        """)
  }

  @Test func cellsWrap() {
    #expect(
      text(table, 34) == """
        Calls
        Who               Tries  How it
                                 stands
        ----------------  -----  ---------
        Head of               3  Confirmed
        Safeguarding
        Director          1,250  –
        """)
  }

  @Test func recordsWhereColumnsDoNotFit() {
    #expect(
      text(table, 24) == """
        Calls

        Who
          Head of Safeguarding
        Tries
          3
        How it stands
          Confirmed

        Who            Director
        Tries          1,250
        How it stands  –
        """)
  }

  @Test func raggedRowsKeepTheirCells() {
    let ragged = Block.Table(
      caption: "Ragged", columns: ["A"], rows: [[.words("a"), .number(1)], [], [.words("b")]])
    #expect(
      text(ragged, 80) == """
        Ragged
        A
        -  -
        a  1
        –  –
        b  –
        """)
  }

  @Test func emptyTableSaysSo() {
    #expect(text(Block.Table(caption: "None", columns: ["A"], rows: []), 80) == "None\nNothing yet")
    #expect(text(Block.Table(caption: "N", columns: [], rows: [[], []]), 80) == "N\n\n\n\n")
  }
}
