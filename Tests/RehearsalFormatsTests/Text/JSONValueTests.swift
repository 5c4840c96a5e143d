import RehearsalFormats
import Testing

/// JSON for people: two spaces a level, names in the order given.
@Suite("JSON values")
struct JSONValueTests {
  @Test("every sort of value, laid out")
  func pretty() {
    let value = JSONValue.object([
      ("text", .text("a \"b\"\n")), ("number", .integer(-3)), ("yes", .yesOrNo(true)),
      ("no", .yesOrNo(false)), ("empty", .list([])), ("nothing", .object([])),
      ("list", .list([.integer(1), .list([.text("é")]), .object([("z", .integer(1))])])),
      ("a", .integer(9_007_199_254_740_992)),
    ])
    #expect(
      value.pretty == """
        {
          "text": "a \\"b\\"\\n",
          "number": -3,
          "yes": true,
          "no": false,
          "empty": [],
          "nothing": {},
          "list": [
            1,
            [
              "é"
            ],
            {
              "z": 1
            }
          ],
          "a": 9007199254740992
        }

        """)
  }

  @Test("a name is escaped as a text is")
  func names() {
    #expect(JSONValue.object([("a\"\n", .integer(1))]).pretty == "{\n  \"a\\\"\\n\": 1\n}\n")
  }
}
