import Testing

@testable import RehearsalStorage

@Suite struct MerkleTreeTests {
  // The leaves and roots that the reference implementation of Certificate Transparency tests with.
  private static let leaves: [[UInt8]] = [
    [], [0x00], [0x10], [0x20, 0x21], [0x30, 0x31], [0x40, 0x41, 0x42, 0x43],
    Array(0x50...0x57), Array(0x60...0x6F),
  ]
  private static let roots = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
  ]

  private static let hashes = leaves.map { TreeHash.leaf($0) }

  private func hash(_ hex: String) throws -> TreeHash {
    let digits = Array(hex)
    let bytes = stride(from: 0, to: digits.count, by: 2).compactMap {
      UInt8(String(digits[$0...($0 + 1)]), radix: 16)
    }
    return try #require(TreeHash(bytes))
  }

  @Test func theRootsOfTheReferenceImplementation() throws {
    var tree = MerkleTree()
    #expect(tree.root == TreeHash.empty)
    #expect(tree.root == (try hash(Self.roots[0])))
    for (number, leaf) in Self.leaves.enumerated() {
      tree.append(leaf, leaf.indices)
      #expect(tree.size == number + 1)
      #expect(tree.root == (try hash(Self.roots[number + 1])))
    }
  }

  @Test(arguments: [
    (0, 1, []),
    (
      0, 8,
      [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
      ]
    ),
    (
      5, 8,
      [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
      ]
    ),
    (2, 3, ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"]),
    (
      1, 5,
      [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
      ]
    ),
  ])
  func theInclusionPathsOfTheReferenceImplementation(
    _ index: Int, _ size: Int, _ hex: [String]
  ) throws {
    let path = try hex.map(hash)
    #expect(MerklePath.inclusion(of: index, in: Array(Self.hashes[..<size])) == path)
    let root = try hash(Self.roots[size])
    #expect(
      MerklePath.includes(Self.hashes[index], at: index, size: size, root: root, path: path))
  }

  @Test(arguments: [
    (1, 1, []),
    (
      1, 8,
      [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
      ]
    ),
    (
      6, 8,
      [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
      ]
    ),
    (
      2, 5,
      [
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
      ]
    ),
  ])
  func theConsistencyPathsOfTheReferenceImplementation(
    _ old: Int, _ new: Int, _ hex: [String]
  ) throws {
    let path = try hex.map(hash)
    #expect(MerklePath.consistency(from: old, in: Array(Self.hashes[..<new])) == path)
    let roots = try Self.roots.map(hash)
    #expect(
      MerklePath.isConsistent(from: (old, roots[old]), to: (new, roots[new]), path: path))
  }

  // MARK: Against the definition

  /// The tree as RFC 6962 defines it, 2.1.
  private func root(_ leaves: ArraySlice<TreeHash>) -> TreeHash {
    guard leaves.count > 1 else { return leaves.first ?? .empty }
    var left = 1
    while left * 2 < leaves.count { left *= 2 }
    let middle = leaves.startIndex + left
    return .node(root(leaves[..<middle]), root(leaves[middle...]))
  }

  /// 2.1.1.
  private func path(_ index: Int, _ leaves: ArraySlice<TreeHash>) -> [TreeHash] {
    guard leaves.count > 1 else { return [] }
    var left = 1
    while left * 2 < leaves.count { left *= 2 }
    let middle = leaves.startIndex + left
    return index < middle
      ? path(index, leaves[..<middle]) + [root(leaves[middle...])]
      : path(index, leaves[middle...]) + [root(leaves[..<middle])]
  }

  /// 2.1.2.
  private func proof(_ old: Int, _ leaves: ArraySlice<TreeHash>, _ isWhole: Bool) -> [TreeHash] {
    if old == leaves.count { return isWhole ? [] : [root(leaves)] }
    var left = 1
    while left * 2 < leaves.count { left *= 2 }
    let middle = leaves.startIndex + left
    return old <= left
      ? proof(old, leaves[..<middle], isWhole) + [root(leaves[middle...])]
      : proof(old - left, leaves[middle...], false) + [root(leaves[..<middle])]
  }

  private static let many: [TreeHash] = (0..<70).map { TreeHash.leaf(Array("line \($0)".utf8)) }
  private static let other = TreeHash.leaf(Array("other".utf8))

  @Test func everyRootToSeventyLeaves() {
    var tree = MerkleTree()
    for size in 0...70 {
      #expect(tree.size == size)
      #expect(tree.root == root(Self.many[..<size]))
      if size < 70 { tree.append(Self.many[size]) }
    }
  }

  @Test func everyInclusionPathToSeventyLeaves() {
    var wrong = 0
    for size in 1...70 {
      let leaves = Array(Self.many[..<size])
      let root = root(leaves[...])
      for index in 0..<size {
        let path = MerklePath.inclusion(of: index, in: leaves)
        if path != self.path(index, leaves[...]) { wrong += 1 }
        func holds(
          _ leaf: TreeHash, _ index: Int, _ size: Int, _ root: TreeHash, _ path: [TreeHash]
        ) -> Bool {
          MerklePath.includes(leaf, at: index, size: size, root: root, path: path)
        }
        if !holds(leaves[index], index, size, root, path) { wrong += 1 }
        if holds(Self.other, index, size, root, path) { wrong += 1 }
        if holds(leaves[index], index, size, Self.other, path) { wrong += 1 }
        if holds(leaves[index], index, size, root, path + [Self.other]) { wrong += 1 }
        if holds(leaves[index], index, size, root, [Self.other] + path) { wrong += 1 }
        if holds(leaves[index], -1, size, root, path) { wrong += 1 }
        if holds(leaves[index], size, size, root, path) { wrong += 1 }
        if holds(leaves[index], index, 0, root, path) { wrong += 1 }
        for place in 0..<size where place != index {
          if holds(leaves[index], place, size, root, path) { wrong += 1 }
        }
        for place in path.indices {
          var changed = path
          changed[place] = Self.other
          if holds(leaves[index], index, size, root, changed) { wrong += 1 }
          changed.remove(at: place)
          if holds(leaves[index], index, size, root, changed) { wrong += 1 }
        }
      }
    }
    #expect(wrong == 0)
  }

  @Test func everyConsistencyPathToSeventyLeaves() {
    var wrong = 0
    let roots = (0...70).map { root(Self.many[..<$0]) }
    for new in 1...70 {
      let leaves = Array(Self.many[..<new])
      for old in 1...new {
        let path = MerklePath.consistency(from: old, in: leaves)
        if path != proof(old, leaves[...], true) { wrong += 1 }
        func holds(
          _ old: Int, _ oldRoot: TreeHash, _ new: Int, _ newRoot: TreeHash, _ path: [TreeHash]
        ) -> Bool {
          MerklePath.isConsistent(from: (old, oldRoot), to: (new, newRoot), path: path)
        }
        if !holds(old, roots[old], new, roots[new], path) { wrong += 1 }
        if holds(old, Self.other, new, roots[new], path) { wrong += 1 }
        if holds(old, roots[old], new, Self.other, path) { wrong += 1 }
        if holds(old, roots[old], new, roots[new], path + [Self.other]) { wrong += 1 }
        if holds(0, TreeHash.empty, new, roots[new], path) { wrong += 1 }
        if holds(new + 1, roots[old], new, roots[new], path) { wrong += 1 }
        if holds(-1, roots[old], new, roots[new], path) { wrong += 1 }
        for place in path.indices {
          var changed = path
          changed[place] = Self.other
          if holds(old, roots[old], new, roots[new], changed) { wrong += 1 }
          changed.remove(at: place)
          if holds(old, roots[old], new, roots[new], changed) { wrong += 1 }
        }
      }
    }
    #expect(wrong == 0)
  }

  /// What a leaf is and what a node is cannot be taken for each other.
  @Test func aNodeIsNoLeaf() {
    let (left, right) = (Self.many[0], Self.many[1])
    #expect(TreeHash.leaf(left.bytes + right.bytes) != TreeHash.node(left, right))
    #expect(TreeHash.leaf([]) != TreeHash.empty)
  }

  @Test(arguments: [0, 1, 31, 33, 64])
  func aHashHasThirtyTwoBytes(_ count: Int) {
    #expect(TreeHash([UInt8](repeating: 7, count: count)) == nil)
  }

  @Test func aHashKeepsItsBytes() {
    let bytes = [UInt8](1...32)
    #expect(TreeHash(bytes)?.bytes == bytes)
  }
}
