package import RehearsalCore
package struct MarkdownRenderer {
  package init() {}
  package func render(_ page: Page) -> String { "" }
}
