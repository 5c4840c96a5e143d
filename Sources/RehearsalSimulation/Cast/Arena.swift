/// Memory that is made before the first playing and goes with its owner, so that a playing itself
/// asks for none.
///
/// Plain pointers, because arrays check whether somebody else holds them at every write.
struct Arena: ~Copyable {
  private var blocks: [UnsafeMutableRawPointer] = []

  mutating func make<Value: BitwiseCopyable>(_ values: [Value]) -> UnsafeMutablePointer<Value> {
    let block = UnsafeMutablePointer<Value>.allocate(capacity: max(1, values.count))
    block.initialize(from: values, count: values.count)
    blocks.append(UnsafeMutableRawPointer(block))
    return block
  }

  mutating func make<Value: BitwiseCopyable>(
    _ count: Int, of value: Value
  ) -> UnsafeMutablePointer<Value> {
    make(Array(repeating: value, count: count))
  }

  deinit { for block in blocks { block.deallocate() } }
}
