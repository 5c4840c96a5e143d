@testable import RehearsalCore

/// Any bytes as the data of any event: a type's name, a space, and what should be JSON. Both ways
/// of reading must come back and agree; what is taken must mean the same when it is written and
/// read again; and what stands around it must make no difference.
///
/// `bash .ci/fuzz` builds and runs this; no target of the package holds it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzCodec(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: start, count: count))
  let space = input.firstIndex(of: UInt8(ascii: " ")) ?? 0
  let name = String(decoding: input[..<space], as: UTF8.self)
  let bytes = Array(input[min(space + 1, count)...])
  // Where no type is named, one of them all the same: the names are hard to guess.
  let type = Modules.rehearsal.event(named: name) ?? types[count % types.count]
  func open<E: Event>(_ type: E.Type) { check(type, bytes) }
  open(type)
  check(LogOpened.self, bytes)
  return 0
}

private let types = Modules.rehearsal.all.flatMap { $0.events }

private func encoded(_ record: some Record) -> [UInt8] {
  var writer = ByteWriter()
  writer.object(record)
  return writer.bytes
}

private func check<R: Record>(_ type: R.Type, _ bytes: [UInt8]) {
  var reader = FastReader(bytes, bytes.indices)
  let fast = reader.whole(type).map(encoded)
  let reading = Reading(strict: true)
  let slow = JSONNode.parse(bytes, bytes.indices)
    .flatMap { reading.sound(reading.read(type, from: $0)) }.map(encoded)
  if let fast { precondition(fast == slow, "the fast reader and the tolerant one differ") }
  for around in [Array("0\"}]9".utf8), Array("\\{[,:".utf8)] {
    let wide = around + bytes + around
    let range = around.count..<around.count + bytes.count
    var reader = FastReader(wide, range)
    precondition(
      reader.whole(type).map(encoded) == fast, "the bytes around a record change what it says")
    let node = JSONNode.parse(wide, range)
    precondition(
      (node == nil) == (JSONNode.parse(bytes, bytes.indices) == nil),
      "the bytes around an object change whether it can be read")
  }
  guard case .success(let record) = R.decode(bytes, bytes.indices) else { return }
  let once = encoded(record)
  precondition(once == slow, "the way through both readers differs from the tolerant one")
  guard case .success(let back) = R.decode(once, once.indices) else {
    preconditionFailure("what was read is written so that it cannot be read")
  }
  precondition(encoded(back) == once, "what was read is written in two ways")
}
