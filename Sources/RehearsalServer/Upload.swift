import HTTPTypes
import Hummingbird
import NIOCore
import RehearsalCore
import RehearsalFormats
import RehearsalStorage
import RehearsalViews

/// What one request brings for the tray, taken in piece by piece as it comes: the memory needed
/// does not grow with it, and whoever trickles it in for ever is cut.
struct Upload: Sendable {
  /// What came: the fields beside the files, the files that are there, and what is wrong with the
  /// others.
  struct Taken: Sendable {
    let form: ReceivedForm
    let files: [TrayFile]
    let problems: [String]
  }

  /// Whoever sends less than this in a second, taken over a minute, is not sending a file.
  private static let slowest = 1_024

  /// Handed from one thread to the next, and never used by two: each piece waits for the one before
  /// it.
  private final class Reader: @unchecked Sendable {
    private var reader: UploadReader

    init(contentType: String, _ tray: FileTray, by owner: Actor) throws(MultipartProblem) {
      reader = try UploadReader(contentType: contentType, tray, by: owner)
    }

    init(file name: String, _ tray: FileTray, by owner: Actor) {
      reader = UploadReader(file: name, tray, by: owner)
    }

    func feed(_ bytes: ByteBufferView) throws { try reader.feed(bytes) }
    func finish() throws { try reader.finish() }
    func cancel() { reader.cancel() }

    /// - Parameter failure: why the whole broke off, where it did
    func taken(_ failure: String?) -> Taken {
      let fields = reader.fields.map { ($0.name, $0.value) }
      let problems = reader.received.isEmpty && failure != nil ? [] : reader.problems.map(\.words)
      return Taken(
        form: ReceivedForm(values: fields), files: reader.files,
        problems: problems + (failure.map { [$0] } ?? []))
    }
  }

  /// The files and fields of a form.
  static func form(
    _ request: Request, _ context: Visit, _ tray: FileTray, by owner: Actor, seconds: Int
  ) async throws -> Taken {
    let type = request.headers[.contentType] ?? ""
    do {
      return try await take(
        request, context, try Reader(contentType: type, tray, by: owner), seconds)
    } catch let problem as MultipartProblem {
      throw VisitProblem(.badRequest, problem.words)
    }
  }

  /// One file that is the whole body.
  static func file(
    _ name: String, _ request: Request, _ context: Visit, _ tray: FileTray, by owner: Actor,
    seconds: Int
  ) async throws -> Taken {
    try await take(
      request, context, Reader(file: name, tray, by: owner), seconds)
  }

  private static func take(
    _ request: Request, _ context: Visit, _ reader: Reader, _ seconds: Int
  ) async throws -> Taken {
    let watchdog = Watchdog(context.channel, seconds: seconds)
    defer { watchdog.end() }
    let began = ContinuousClock.now
    var bytes = 0
    do {
      var body = request.body.makeAsyncIterator()
      while true {
        var next: ByteBuffer?
        try await watchdog.during { next = try await body.next() }
        guard let piece = next else { break }
        bytes += piece.readableBytes
        let taken = began.duration(to: .now).components.seconds
        if taken > 60, bytes / Int(taken) < slowest { throw HTTPError(.requestTimeout) }
        try await Disk.work { try reader.feed(piece.readableBytesView) }
      }
      try await Disk.work { try reader.finish() }
      return reader.taken(nil)
    } catch let problem as MultipartProblem {
      return reader.taken(problem.words)
    } catch {
      try await Disk.work { reader.cancel() }
      throw error
    }
  }
}
