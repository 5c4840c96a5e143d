/// What a record's fields are, for help, JSON Schema and forms.
package struct FieldDescription: Sendable, Hashable {
  /// Whether the field may be left out, and what it is then.
  package enum Need: Sendable, Hashable {
    case required
    case optional
    /// Left out, it is this.
    case standard(String)
    /// An id: left out where people write, it is made from the title.
    case derived
  }

  /// What stands under the name: one value, several, or records.
  package enum Form: Sendable, Hashable {
    case value(Shape)
    case list(Shape)
    case rows([FieldDescription])
    case part([FieldDescription])
  }

  package let name: String
  package let doc: String
  package let need: Need
  package let form: Form

  /// Whether, standing first in a section, it may be written in the place of the whole section.
  package var isMainList: Bool {
    if case .rows = form { return true }
    return false
  }
}

/// Visits a record's list of fields without a record, and writes down what it finds.
package struct Describer: FieldVisitor {
  private var fields: [FieldDescription] = []

  var described: [FieldDescription] { fields }

  /// The fields of a record, in the order they are listed.
  package static func describe<R: Record>(_ type: R.Type) -> [FieldDescription] {
    var describer = Describer()
    _ = R(&describer, nil)
    return describer.fields
  }

  private mutating func add(
    _ name: StaticString, _ doc: StaticString, _ need: FieldDescription.Need,
    _ form: FieldDescription.Form
  ) {
    fields.append(FieldDescription(name: "\(name)", doc: "\(doc)", need: need, form: form))
  }

  package mutating func one<V: FieldValue>(
    _ name: StaticString, _ old: V?, _ doc: StaticString
  ) -> V {
    add(name, doc, .required, .value(V.shape))
    return .blank
  }

  package mutating func some<V: FieldValue>(
    _ name: StaticString, _ old: V?, default: V, _ doc: StaticString
  ) -> V {
    add(name, doc, .standard(`default`.text()), .value(V.shape))
    return `default`
  }

  package mutating func maybe<V: FieldValue>(
    _ name: StaticString, _ old: V?, _ doc: StaticString
  ) -> V? {
    add(name, doc, .optional, .value(V.shape))
    return nil
  }

  package mutating func list<V: FieldValue>(
    _ name: StaticString, _ old: [V]?, _ doc: StaticString
  ) -> [V] {
    add(name, doc, .optional, .list(V.shape))
    return []
  }

  package mutating func identity<K: Kind>(
    _ name: StaticString, _ old: ID<K>?, from title: String, _ doc: StaticString
  ) -> ID<K> {
    add(name, doc, .derived, .value(ID<K>.shape))
    return .blank
  }

  package mutating func rows<R: Record>(
    _ name: StaticString, _ old: [R]?, _ doc: StaticString
  ) -> [R] {
    add(name, doc, .optional, .rows(Describer.describe(R.self)))
    return []
  }

  package mutating func part<R: Record>(
    _ name: StaticString, _ old: R?, _ doc: StaticString
  ) -> R {
    var inner = Describer()
    let blank = R(&inner, nil)
    add(name, doc, .optional, .part(inner.fields))
    return blank
  }
}
