/// Values by key, in the order in which the keys came.
///
/// State is folded, written and shown in an order, and a `Dictionary` has another one in every
/// process.
package struct OrderedMap<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  package private(set) var keys: [Key] = []
  package private(set) var values: [Value] = []
  private var positions: [Key: Int] = [:]

  package init() {}

  package var isEmpty: Bool { keys.isEmpty }
  package var count: Int { keys.count }

  package subscript(key: Key) -> Value? {
    get { positions[key].map { values[$0] } }
    set {
      guard let newValue else {
        preconditionFailure("an ordered map only grows")
      }
      if let position = positions[key] {
        values[position] = newValue
      } else {
        positions[key] = keys.count
        keys.append(key)
        values.append(newValue)
      }
    }
  }

  /// The value under `key`, made first if it is not there; changed in place.
  package subscript(key: Key, default initial: @autoclosure () -> Value) -> Value {
    get { self[key] ?? initial() }
    _modify {
      if positions[key] == nil { self[key] = initial() }
      yield &values[positions[key] ?? 0]
    }
  }

  /// Changes the value under `key` in place; does nothing where there is none.
  package mutating func update(_ key: Key, _ change: (inout Value) -> Void) {
    if let position = positions[key] { change(&values[position]) }
  }

  /// Changes the value under `key` in place, made first if it is not there.
  package mutating func update(
    _ key: Key, default initial: @autoclosure () -> Value, _ change: (inout Value) -> Void
  ) {
    if positions[key] == nil { self[key] = initial() }
    update(key, change)
  }
}

extension OrderedMap: Encodable where Key: Encodable, Value: Encodable {
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.unkeyedContainer()
    for (key, value) in zip(keys, values) {
      try container.encode(key)
      try container.encode(value)
    }
  }
}
