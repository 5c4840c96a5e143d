import RehearsalCore
import RehearsalFormats

@testable import RehearsalStorage

/// A form as a browser sends it.
enum SampleForm {
  enum Part {
    case field(String, String)
    case file(String, [UInt8])
    /// A field for files in which none was chosen.
    case noFile
  }

  static let type = "multipart/form-data; boundary=-x-"
  static let end = Array("\r\n---x---\r\n".utf8)

  static func body(_ parts: [Part]) -> [UInt8] {
    parts.flatMap { part in
      switch part {
      case .field(let name, let value): head("name=\"\(name)\"") + Array("\(value)\r\n".utf8)
      case .file(let name, let bytes):
        head("name=\"file\"; filename=\"\(name)\"") + bytes + [0x0D, 0x0A]
      case .noFile: head("name=\"file\"; filename=\"\"") + [0x0D, 0x0A]
      }
    } + Array("---x---\r\n".utf8)
  }

  private static func head(_ disposition: String) -> [UInt8] {
    Array("---x-\r\nContent-Disposition: form-data; \(disposition)\r\n\r\n".utf8)
  }

  /// What became of each file: how many bytes it has, or why it was refused.
  static func words(_ received: [UploadReader.Received]) -> [String] {
    received.map { file in
      let outcome =
        switch file.outcome {
        case .success(let kept): "\(kept.bytes)"
        case .failure(let problem): problem.words
        }
      return "\(file.field) \(file.name): \(outcome)"
    }
  }
}
