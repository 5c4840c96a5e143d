/// What stands on every page, so that nobody takes a rehearsal for the real thing or its findings
/// for a judgement of a person.
package enum Exercise {
  /// The first line of every text and the strip on top of every page.
  package static let strip = "Exercise only: this tests procedures, not people"

  /// What the tool is called on its pages.
  package static let product = "rehearse"
}
