import HTTPTypes
import Hummingbird
import RehearsalCore
import RehearsalEngine
import RehearsalStorage

extension ServedRehearsal {
  /// Whether this is what goes with every form of a viewer. Whoever guesses cannot feel their way
  /// to it.
  func isToken(_ said: String?, of viewer: Viewer) -> Bool { Access.isSame(said, token(viewer)) }

  func requireToken(_ said: String?, of viewer: Viewer) throws {
    guard isToken(said, of: viewer) else { throw VisitProblem.staleForm }
  }

  /// What the browser of somebody keeps who typed the join code. Not the code: a cookie is taken
  /// however often it is wrong.
  var guestKey: String { key("guest \(access.joinCode)") }

  /// Whether somebody came in: with the code, or because they have a seat.
  func isGuest(_ request: Request) -> Bool {
    let cookies = Cookies(request)
    if Access.isSame(cookies[Cookies.guest], guestKey) { return true }
    return cookies.all(Cookies.seat).contains { access.holder(of: $0.value) != nil }
  }

  /// Whose wrong tries are counted together. A proxy says whom it speaks for, last of all those who
  /// are said to stand before it.
  func address(_ request: Request, _ context: Visit) -> String {
    guard settings.access == .behindProxy,
      let said = request.headers[values: Rights.forwarded].last?.split(separator: ",").last
    else { return context.address }
    return String(said.filter { !$0.isWhitespace }.prefix(64))
  }
}

private enum Rights {
  static let forwarded = HTTPField.Name.known("X-Forwarded-For")
}

extension ServedRehearsal {
  /// What became of an act that a document's bytes were kept for.
  enum Filing: Sendable {
    case done
    case refused
    /// It may have been recorded, or not: the bytes stay, because an event may refer to them.
    case unknown
  }

  /// Makes a document of a file: its bytes go into the library first, then `act` says so; where
  /// that is refused, they go again.
  func filing<T: Sendable>(
    _ file: TrayFile, of owner: Actor,
    _ act: @escaping @Sendable () async throws -> (answer: T, became: Filing)
  ) async throws -> T {
    let (tray, folder) = (tray, live.folder)
    return try await filing.take {
      // Nobody erases the document between the moment its bytes are there and the moment an event
      // says so.
      let (lock, filed) = try await Disk.work {
        let lock = try FolderLock(folder)
        do { return (lock, try tray.file(file.id, of: owner)) } catch {
          lock.end()
          throw error
        }
      }
      defer { lock.end() }
      let (answer, became) = try await act()
      let isReferenced = self.refers(to: file.sha256)
      try await Disk.work {
        switch became {
        case .done: try tray.remove(file.id, of: owner)
        case .refused: try tray.takeBack(filed, unless: isReferenced)
        case .unknown: break
        }
      }
      return answer
    }
  }

  /// Whether an event of the log refers to these bytes.
  private func refers(to hash: ContentHash) -> Bool {
    screens(.facilitator).now().view.state[Documents.self].lines.values.contains { line in
      line.versions.contains { $0.sha256 == hash }
    }
  }
}
