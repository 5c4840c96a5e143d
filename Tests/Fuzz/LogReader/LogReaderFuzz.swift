import RehearsalCore
import RehearsalFormats

/// Any bytes as a line of a log. The reader must come back; what it takes it must write again to
/// the same bytes; and what stands around the line must make no difference.
///
/// `bash .ci/fuzz` builds and runs this; no target of the package holds it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzLogReader(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: start, count: count))
  let alone = LogLine.parse(input, input.indices)
  // Quotes, brackets and digits go on where the line stops, if anything looks there.
  for around in [Array("0\"}]9".utf8), Array("\\{[,:".utf8)] {
    let bytes = around + input + around
    let range = around.count..<around.count + count
    compare(alone, input, LogLine.parse(bytes, range), bytes)
  }
  switch alone {
  case .failure(let problem):
    precondition((0...count).contains(problem.offset), "a problem outside the line")
    precondition(!problem.words.isEmpty, "a problem without words")
    _ = LogLine.ending(input, input.indices)
  case .success(let line): check(line, input)
  }
  return 0
}

private func compare(
  _ one: Result<LogLine, LogLineProblem>, _ alone: [UInt8],
  _ other: Result<LogLine, LogLineProblem>, _ bytes: [UInt8]
) {
  switch (one, other) {
  case (.failure(let one), .failure(let other)):
    precondition(one == other, "the bytes around a line change what is wrong with it")
  case (.success(let one), .success(let other)):
    precondition(
      alone[one.data] == bytes[other.data] && one.id(alone) == other.id(bytes)
        && one.type(alone) == other.type(bytes) && one.actor(alone) == other.actor(bytes)
        && one.n == other.n && one.h == other.h,
      "the bytes around a line change what it says")
  default: preconditionFailure("the bytes around a line change whether it can be read")
  }
}

private func check(_ line: LogLine, _ input: [UInt8]) {
  let new = NewEvent(
    id: line.id(input), at: line.at, rec: line.rec, actor: line.actor(input),
    cause: line.cause,
    payload: .unknown(
      type: line.type(input), version: line.version, data: Array(input[line.data])))
  var again: [UInt8] = []
  LogLine.write(new, n: line.n, batch: line.batch, prev: line.prev, to: &again)
  precondition(again.elementsEqual(input[line.covered]), "another line is written than was read")
  LogLine.finish(line.h, to: &again)
  precondition(again == input + [0x0A], "another line is written than was read")
  guard let ending = LogLine.ending(input, input.indices) else {
    preconditionFailure("a line that can be read has no end")
  }
  precondition(ending.h == line.h && ending.covered == line.covered, "the two ends differ")
  guard case .success(let recorded) = line.recorded(input, .rehearsal) else { return }
  var payload: [UInt8] = []
  PayloadCodec.write(recorded.payload, to: &payload)
  let version = PayloadCodec.version(of: recorded.payload)
  let back = PayloadCodec.read(
    type: line.type(input), version: version, payload, payload.indices, .rehearsal)
  guard case .success(let second) = back else {
    preconditionFailure("what was read is written so that it cannot be read")
  }
  var third: [UInt8] = []
  PayloadCodec.write(second, to: &third)
  precondition(payload == third, "what was read is written in two ways")
}
