import RehearsalCore
import Testing

/// The tree that all writing becomes.
@Suite("Nodes")
struct NodeTests {
  private let nothing = Node.scalar(Node.Scalar(""))
  private let quoted = Node.scalar(Node.Scalar("", quoted: true))
  private let word = Node.scalar(Node.Scalar("word"))
  private let list = Node.list([], .nowhere)

  @Test("only an empty scalar without quotes is absent")
  func absent() {
    #expect(nothing.isAbsent)
    for node in [quoted, word, list, .map([], .nowhere)] { #expect(!node.isAbsent) }
  }

  @Test("a node is called what a person would call it")
  func sort() {
    let nodes = [nothing, quoted, word, list, .map([], .nowhere)]
    #expect(
      nodes.map(\.sort) == ["nothing", #""""#, #""word""#, "a list", "a group of named values"])
  }

  @Test("a value is found under its name, and only in a group of named values")
  func members() {
    let map = Node.map(
      [Node.Entry(Node.Scalar("a"), word), Node.Entry(Node.Scalar("b"), list)], .nowhere)
    #expect(map["a"]?.sort == #""word""#)
    #expect(map["b"]?.sort == "a list")
    #expect(map["c"] == nil)
    #expect(map["A"] == nil)
    #expect(list["a"] == nil)
    #expect(word["word"] == nil)
  }

  @Test("a place points at one character at least")
  func place() {
    #expect(Place(file: "f", line: 1, column: 2, length: 0).length == 1)
    #expect(Place(file: "f", line: 1, column: 2, length: -4).length == 1)
    #expect(Place(file: "f", line: 1, column: 2, length: 4).length == 4)
    #expect(Place.nowhere.line == 0)
  }
}
