import Crypto

/// A node of a Merkle tree: 32 bytes as one small value, because a long log has one for every line
/// and an array each would cost more than the hashing.
package struct TreeHash: Hashable, Sendable {
  /// The bytes as they lie in memory, eight at a time: only ever copied, never reckoned with.
  private let first: UInt64
  private let second: UInt64
  private let third: UInt64
  private let fourth: UInt64

  static let size = 32

  private init(_ buffer: UnsafeRawBufferPointer) {
    first = buffer.loadUnaligned(fromByteOffset: 0, as: UInt64.self)
    second = buffer.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
    third = buffer.loadUnaligned(fromByteOffset: 16, as: UInt64.self)
    fourth = buffer.loadUnaligned(fromByteOffset: 24, as: UInt64.self)
  }

  /// The 32 bytes of a hash; `nil` for any other number of them.
  package init?(_ bytes: [UInt8]) {
    guard bytes.count == TreeHash.size else { return nil }
    self = bytes.withUnsafeBytes { TreeHash($0) }
  }

  fileprivate init(_ hashing: SHA256) {
    self = hashing.finalize().withUnsafeBytes { TreeHash($0) }
  }

  package var bytes: [UInt8] { withUnsafeBytes(of: self) { Array($0) } }

  fileprivate func feed(_ hashing: inout SHA256) {
    withUnsafeBytes(of: self) { hashing.update(bufferPointer: $0) }
  }
}

extension TreeHash {
  // The first byte keeps leaves and nodes apart: without it, the two hashes below a node would
  // pass for the bytes of a line (RFC 6962, 2.1).
  private static let leafMark: [UInt8] = [0]
  private static let nodeMark: [UInt8] = [1]

  /// The root of a tree without leaves: the hash of nothing.
  package static let empty = TreeHash(SHA256())

  /// The leaf of a line, which stands in `range` without its newline.
  package static func leaf(_ bytes: [UInt8], _ range: Range<Int>) -> TreeHash {
    var hashing = SHA256()
    hashing.update(data: leafMark)
    bytes.withUnsafeBytes { buffer in
      hashing.update(bufferPointer: UnsafeRawBufferPointer(rebasing: buffer[range]))
    }
    return TreeHash(hashing)
  }

  package static func leaf(_ bytes: [UInt8]) -> TreeHash { leaf(bytes, bytes.indices) }

  static func node(_ left: TreeHash, _ right: TreeHash) -> TreeHash {
    var hashing = SHA256()
    hashing.update(data: nodeMark)
    left.feed(&hashing)
    right.feed(&hashing)
    return TreeHash(hashing)
  }
}

/// The Merkle tree of RFC 6962 over the lines of a log, as it grows: its root can be asked for at
/// any size on the way, and it keeps one hash for each power of two and nothing else.
package struct MerkleTree: Hashable, Sendable {
  /// How many leaves it has.
  package private(set) var size = 0
  /// The roots of the full trees it is made of, the largest first: one for each 1 in `size`.
  private var peaks: [TreeHash] = []

  package init() {}

  package mutating func append(_ leaf: TreeHash) {
    var node = leaf
    // Like carrying a 1: two full trees of one size are one of the next.
    for _ in 0..<(~size).trailingZeroBitCount { node = .node(peaks.removeLast(), node) }
    peaks.append(node)
    size += 1
  }

  /// Adds a line, which stands in `range` without its newline.
  package mutating func append(_ bytes: [UInt8], _ range: Range<Int>) {
    append(.leaf(bytes, range))
  }

  /// The root over all leaves so far.
  package var root: TreeHash {
    guard var root = peaks.last else { return .empty }
    for peak in peaks.dropLast().reversed() { root = .node(peak, root) }
    return root
  }
}

/// Proofs about a tree: the few hashes that lead from what somebody has to a root they know. They
/// are made from the hashes of all leaves, which nothing else keeps, and checked without them.
package enum MerklePath {
  /// No tree that a log can have is higher, so nothing longer is a path.
  package static let longest = 63

  /// From the leaf at `index` up to the root: the sibling of each node on the way.
  package static func inclusion(of index: Int, in leaves: [TreeHash]) -> [TreeHash] {
    precondition(leaves.indices.contains(index), "the leaf is in the tree")
    var path: [TreeHash] = []
    var part = leaves[...]
    while part.count > 1 {
      let middle = part.startIndex + split(part.count)
      if index < middle {
        path.append(root(part[middle...]))
        part = part[..<middle]
      } else {
        path.append(root(part[..<middle]))
        part = part[middle...]
      }
    }
    return path.reversed()
  }

  /// That the tree of the first `size` leaves is the beginning of the tree of all of them.
  package static func consistency(from size: Int, in leaves: [TreeHash]) -> [TreeHash] {
    precondition(size > 0 && size <= leaves.count, "a tree is the beginning of a larger one")
    var path: [TreeHash] = []
    var part = leaves[...]
    while part.endIndex != size {
      let middle = part.startIndex + split(part.count)
      if size <= middle {
        path.append(root(part[middle...]))
        part = part[..<middle]
      } else {
        path.append(root(part[..<middle]))
        part = part[middle...]
      }
    }
    // Whoever checks knows the old root, and so needs no node that is the whole of the old tree.
    if part.startIndex > 0 { path.append(root(part)) }
    return path.reversed()
  }

  /// Whether the path leads from the leaf to the root (RFC 9162, 2.1.3.2).
  package static func includes(
    _ leaf: TreeHash, at index: Int, size: Int, root: TreeHash, path: [TreeHash]
  ) -> Bool {
    guard index >= 0, index < size else { return false }
    var (node, last) = (index, size - 1)
    var hash = leaf
    for sibling in path {
      guard last > 0 else { return false }
      if node & 1 == 1 || node == last {
        hash = .node(sibling, hash)
        // On the right edge there are levels without a sibling: they are not in the path.
        let alone = node.trailingZeroBitCount
        (node, last) = (node >> alone, last >> alone)
      } else {
        hash = .node(hash, sibling)
      }
      (node, last) = (node >> 1, last >> 1)
    }
    return last == 0 && hash == root
  }

  /// Whether the path shows that the old tree is the beginning of the new one (RFC 9162, 2.1.4.2).
  /// An empty tree is the beginning of anything, so nothing is proven about it.
  package static func isConsistent(
    from old: (size: Int, root: TreeHash), to new: (size: Int, root: TreeHash), path: [TreeHash]
  ) -> Bool {
    guard old.size > 0, old.size <= new.size else { return false }
    if old.size == new.size { return path.isEmpty && old.root == new.root }
    let isFull = old.size & (old.size - 1) == 0
    var rest = (isFull ? [old.root] : []) + path
    guard !path.isEmpty else { return false }
    let full = (~(old.size - 1)).trailingZeroBitCount
    var (node, last) = ((old.size - 1) >> full, (new.size - 1) >> full)
    var older = rest.removeFirst()
    var newer = older
    for sibling in rest {
      guard last > 0 else { return false }
      if node & 1 == 1 || node == last {
        older = .node(sibling, older)
        newer = .node(sibling, newer)
        let alone = node.trailingZeroBitCount
        (node, last) = (node >> alone, last >> alone)
      } else {
        newer = .node(newer, sibling)
      }
      (node, last) = (node >> 1, last >> 1)
    }
    return last == 0 && older == old.root && newer == new.root
  }

  /// How many leaves stand on the left: the largest power of two that leaves one on the right.
  private static func split(_ count: Int) -> Int {
    1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount)
  }

  private static func root(_ leaves: ArraySlice<TreeHash>) -> TreeHash {
    var tree = MerkleTree()
    for leaf in leaves { tree.append(leaf) }
    return tree.root
  }
}
