import HTTPTypes

extension HTTPField.Name {
  /// A name that stands in the code. One that no header may have is a mistake of the code, and
  /// stops every test that comes by.
  static func known(_ name: StaticString) -> HTTPField.Name {
    guard let known = HTTPField.Name("\(name)") else { preconditionFailure("\(name) is no name") }
    return known
  }
}
