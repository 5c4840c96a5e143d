package import RehearsalCore
package import RehearsalFormats

/// Puts what one request brings into the tray, as it comes in: the files of a form, or one file as
/// the whole body of a `PUT`. The memory needed does not grow with what is sent.
///
/// Each file stands for itself: one that is empty, too large or cannot be kept is refused with its
/// reason, and the others are there. Of a file that is still coming when the form breaks off, or
/// when this is not used any more, nothing is left; those before it stay.
///
/// It waits for the disk, so it belongs on a thread that may wait, see ``OwnThread``; it may be
/// handed from one thread to the next.
package struct UploadReader: ~Copyable, Sendable {
  /// A field of the form that is no file.
  package struct Field: Hashable, Sendable {
    package let name: String
    package let value: String
  }

  /// What became of one file.
  package struct Received: Sendable {
    /// The field of the form; `file` for the body of a `PUT`.
    package let field: String
    /// What it is called here.
    package let name: String
    package let outcome: Result<TrayFile, TrayProblem>
  }

  /// What a form may bring besides its files: as much as one that people fill in.
  package static let limits: MultipartReader.Limits = {
    var limits = MultipartReader.Limits()
    // Names are made harmless here, and one of them does no harm to the other files.
    limits.takesAnyFileName = true
    limits.fileName = 16_384
    limits.headers = 32_768
    return limits
  }()

  /// How many bytes are dealt with at a time, however many are fed at once.
  private static let chunk = 1 << 18

  /// In the order in which they were sent.
  package private(set) var received: [Received] = []
  package private(set) var fields: [Field] = []

  private let tray: FileTray
  private let owner: Actor
  /// `nil` for the body of a `PUT`.
  private var form: MultipartReader?
  private var writer: TrayWriter?
  /// The file that is coming; `nil` between files, and once it was refused.
  private var coming: (field: String, name: String)?

  /// For a form with files.
  ///
  /// - Parameter contentType: the header of the request
  package init(
    contentType: String, _ tray: FileTray, by owner: Actor,
    _ limits: MultipartReader.Limits = UploadReader.limits
  ) throws(MultipartProblem) {
    self.tray = tray
    self.owner = owner
    form = try MultipartReader(contentType: contentType, limits)
  }

  /// For one file that is the whole body of a request.
  ///
  /// - Parameter name: as it was sent
  package init(file name: String, _ tray: FileTray, by owner: Actor) {
    self.tray = tray
    self.owner = owner
    begin("file", name)
  }

  /// What was refused, in the order of the files; that none was chosen, where none came. Their
  /// words are for whoever sent them.
  package var problems: [TrayProblem] {
    if received.isEmpty, coming == nil { return [.noneChosen] }
    return received.compactMap { file in
      if case .failure(let problem) = file.outcome { return problem }
      return nil
    }
  }

  /// The files that are in the tray now.
  package var files: [TrayFile] { received.compactMap { try? $0.outcome.get() } }

  /// Takes the next bytes. Throws where they are no form, or more of one than is taken; then the
  /// file that was coming is given up, and every call after that ends with the same problem.
  package mutating func feed(
    _ bytes: some RandomAccessCollection<UInt8>
  ) throws(MultipartProblem) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let chunk = rest.prefix(UploadReader.chunk)
      rest = rest.dropFirst(chunk.count)
      if form == nil { append(Array(chunk)) } else { try feed(form: chunk) }
    }
  }

  private mutating func feed(
    form chunk: some RandomAccessCollection<UInt8>
  ) throws(MultipartProblem) {
    var events: [MultipartReader.Event] = []
    do throws(MultipartProblem) {
      try form?.feed(chunk, into: &events)
    } catch {
      // What came before the problem is whole.
      for event in events { take(event) }
      cancel()
      throw error
    }
    for event in events { take(event) }
  }

  /// To be said when the request has ended. Throws where a form is not whole; then the file that
  /// was coming is given up, and those before it stay.
  package mutating func finish() throws(MultipartProblem) {
    guard form != nil else { return end() }
    do throws(MultipartProblem) {
      try form?.finish()
    } catch {
      cancel()
      throw error
    }
  }

  /// Gives up the file that is coming, such as when its sender is gone.
  package mutating func cancel() {
    guard let (_, name) = coming else { return }
    refuse(.cutOff(name))
  }

  // MARK: - One file after the other

  private mutating func take(_ event: MultipartReader.Event) {
    switch event {
    case .field(let name, let value): fields.append(Field(name: name, value: value))
    case .file(let field, let name, _): begin(field, name)
    case .bytes(let bytes): append(bytes)
    case .fileEnd: end()
    }
  }

  private mutating func begin(_ field: String, _ name: String) {
    coming = (field, SentName(name).text)
    do throws(TrayProblem) {
      writer = try tray.begin(name, by: owner)
    } catch {
      refuse(error)
    }
  }

  /// What comes of a file that was refused already is not kept.
  private mutating func append(_ bytes: [UInt8]) {
    do throws(TrayProblem) {
      try writer?.append(bytes)
    } catch {
      refuse(error)
    }
  }

  private mutating func end() {
    guard let (field, name) = coming else { return }
    do throws(TrayProblem) {
      guard let file = try writer?.finish() else { return }
      received.append(Received(field: field, name: name, outcome: .success(file)))
      coming = nil
      writer = nil
    } catch {
      refuse(error)
    }
  }

  private mutating func refuse(_ problem: TrayProblem) {
    guard let (field, name) = coming else { return }
    received.append(Received(field: field, name: name, outcome: .failure(problem)))
    coming = nil
    writer = nil
  }
}
