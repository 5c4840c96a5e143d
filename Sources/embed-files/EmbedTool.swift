import Foundation

/// Writes text files as one Swift file: `embed-files OUTPUT (NAME FILE)…`, in the order given.
///
/// The build-tool plugin beside it decides which files; this tool only knows how to write them.
@main
struct EmbedTool {
  static func main() {
    do throws(Refusal) {
      try run(Array(CommandLine.arguments.dropFirst()))
    } catch {
      FileHandle.standardError.write(Data("\(error.message)\n".utf8))
      exit(1)
    }
  }

  static func run(_ arguments: [String]) throws(Refusal) {
    guard arguments.count % 2 == 1 else {
      throw Refusal("embed-files: error: odd arguments, use OUTPUT (NAME FILE)…")
    }
    var seen: Set<String> = []
    var files: [(name: String, bytes: [UInt8])] = []
    for index in stride(from: 1, to: arguments.count, by: 2) {
      let (name, file) = (arguments[index], arguments[index + 1])
      guard seen.insert(name).inserted else {
        throw Refusal("\(file):1: error: \(name) is embedded twice, use another name")
      }
      guard let data = FileManager.default.contents(atPath: file) else {
        throw Refusal("\(file):1: error: cannot be read, use a readable text file")
      }
      let bytes = [UInt8](data)
      try checkText(bytes, of: file)
      files.append((name, bytes))
    }
    let output = arguments[0]
    do {
      try Data(source(of: files)).write(to: URL(filePath: output), options: .atomic)
    } catch {
      throw Refusal("\(output):1: error: cannot be written: \(error)")
    }
  }
}

/// Why nothing was written, as one line that an editor can jump to.
struct Refusal: Error {
  let message: String
  init(_ message: String) { self.message = message }
}

/// A Swift source file can hold neither broken UTF-8 nor a zero byte, so neither can be embedded.
func checkText(_ bytes: [UInt8], of file: String) throws(Refusal) {
  func line(at end: Int) -> Int { 1 + bytes[..<end].count { $0 == UInt8(ascii: "\n") } }
  if let zero = bytes.firstIndex(of: 0) {
    throw Refusal("\(file):\(line(at: zero)): error: a zero byte, use text only")
  }
  var decoder = UTF8()
  var input = bytes.makeIterator()
  var position = 0
  while true {
    switch decoder.decode(&input) {
    case .scalarValue(let scalar): position += UTF8.width(scalar)
    case .emptyInput: return
    case .error:
      throw Refusal("\(file):\(line(at: position)): error: not UTF-8, save the file as UTF-8")
    }
  }
}

/// The whole generated file.
///
/// Each text is a constant of its own with a stated type, so that the type checker never meets
/// a large array of literals.
func source(of files: [(name: String, bytes: [UInt8])]) -> [UInt8] {
  var out: [UInt8] = []
  func add(_ text: String) { out += Array(text.utf8) }
  add(
    """
    /// The text files that stand beside this target's sources, as they were when it was built.
    enum EmbeddedFiles {
      /// Every file, ordered by the bytes of its path.
      static let all: [(path: StaticString, text: StaticString)] = [

    """)
  for index in files.indices {
    add("    (path: path\(index), text: text\(index)),\n")
  }
  add(
    """
      ]

      /// The text of the file at `path`, or nil if there is none.
      static func text(_ path: String) -> String? {
        for file in all where file.path.withUTF8Buffer({ $0.elementsEqual(path.utf8) }) {
          return file.text.withUTF8Buffer { String(decoding: $0, as: UTF8.self) }
        }
        return nil
      }
    }

    """)
  for (index, file) in files.enumerated() {
    add("\nprivate let path\(index): StaticString = ")
    out += literal(Array(file.name.utf8))
    add("\nprivate let text\(index): StaticString = ")
    out += literal(file.bytes)
    add("\n")
  }
  return out
}

/// The bytes as a raw multi-line literal that yields exactly them.
///
/// There are more number signs around it than follow any three quotes or backslash inside, so
/// nothing inside can end it or be an escape. The compiler turns CR and CRLF into LF and doubts
/// other control characters, so those are the only bytes written as escapes.
func literal(_ bytes: [UInt8]) -> [UInt8] {
  let signs = [UInt8](repeating: UInt8(ascii: "#"), count: longestRunOfSigns(bytes) + 1)
  var out = signs + Array("\"\"\"\n".utf8)
  for byte in bytes {
    switch byte {
    case UInt8(ascii: "\n"), UInt8(ascii: "\t"), 0x20..<0x7F, 0x80...: out.append(byte)
    default:
      out += [UInt8(ascii: "\\")] + signs
      out += Array("u{\(String(byte, radix: 16))}".utf8)
    }
  }
  return out + Array("\n\"\"\"".utf8) + signs
}

/// How many number signs stand together at most.
func longestRunOfSigns(_ bytes: [UInt8]) -> Int {
  var longest = 0
  var run = 0
  for byte in bytes {
    run = byte == UInt8(ascii: "#") ? run + 1 : 0
    longest = max(longest, run)
  }
  return longest
}
