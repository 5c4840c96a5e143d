import Testing

@testable import RehearsalViews

@Suite("Ids of a document") struct ElementIDsTests {
  @Test func everyIdOnce() {
    var ids = ElementIDs()
    let wishes = ["calls", "calls", "calls.2", "", "a b<\"é", "calls"]
    #expect(
      wishes.map { ids.claim($0) }
        == ["calls", "calls.2", "calls.2.2", "block", "a_b___", "calls.3"])
  }
}
