import Crypto
package import RehearsalCore
package import RehearsalEngine
package import RehearsalStorage

/// One rehearsal that is being served: what its pages need, made once.
package final class ServedRehearsal: Sendable {
  package let live: LiveRehearsal
  package let access: RehearsalStorage.Access
  let tray: FileTray
  private let outbox: Outbox?
  let settings: ServerSettings
  let modules: Modules
  let tries = Tries()
  let streams: Streams
  /// Held while what stands beside the log is changed with it: files, seats. Those who wait for
  /// their turn here hold no thread.
  let filing = Turns()
  private let screens: [Viewer: Screens]
  private let formKey: SymmetricKey

  package init(
    _ live: LiveRehearsal, _ access: RehearsalStorage.Access, _ tray: FileTray,
    _ modules: Modules, _ settings: ServerSettings, outbox: Outbox? = nil
  ) {
    self.tray = tray
    self.outbox = outbox
    self.live = live
    self.access = access
    self.modules = modules
    self.settings = settings
    let roles = live.plan.scenario.head.roles.map { Viewer.role($0.id) }
    let key = SymmetricKey(data: SHA256.hash(data: Array("forms \(access.facilitator)".utf8)))
    formKey = key
    var screens: [Viewer: Screens] = [:]
    let folding = Turns()
    for viewer in [.facilitator, .room] + roles {
      let base = ServedRehearsal.base(live.folder)
      let target = FormAddress(
        base: base, who: viewer.who, token: ServedRehearsal.token(viewer, key),
        calendar: "\(base)/calendar/\(viewer.who)/\(ServedRehearsal.calendarKey(viewer, key))")
      screens[viewer] = Screens(live, modules, viewer, target, folding: folding)
    }
    self.screens = screens
    streams = Streams(live)
  }

  /// What its pages are called: as its folder, in signs that an address has as they are.
  var name: String { ServedRehearsal.name(live.folder) }
  package var base: String { ServedRehearsal.base(live.folder) }
  static func base(_ folder: LogFolder) -> String { "/r/\(name(folder))" }
  private static func name(_ folder: LogFolder) -> String {
    folder.name.isEmpty
      ? "rehearsal"
      : String(
        folder.name.map { sign in
          sign.isASCII && (sign.isLetter || sign.isNumber || sign == "_") ? sign : "-"
        })
  }

  var plan: Plan { live.plan }

  func screens(_ viewer: Viewer) -> Screens {
    guard let own = screens[viewer] else { preconditionFailure("a viewer of another rehearsal") }
    return own
  }

  /// What goes with every form of a viewer, and what nobody else can guess.
  func token(_ viewer: Viewer) -> String { ServedRehearsal.token(viewer, formKey) }

  private static func token(_ viewer: Viewer, _ key: SymmetricKey) -> String {
    text("form \(viewer.who)", key)
  }

  /// What stands for some words in this rehearsal, and cannot be guessed.
  func key(_ words: String) -> String { ServedRehearsal.text(words, formKey) }

  /// The last part of a calendar's address, which nobody can guess.
  func calendarKey(_ viewer: Viewer) -> String { ServedRehearsal.calendarKey(viewer, formKey) }

  private static func calendarKey(_ viewer: Viewer, _ key: SymmetricKey) -> String {
    "\(text("calendar \(viewer.who)", key)).ics"
  }

  private static func text(_ words: String, _ key: SymmetricKey) -> String {
    HMAC<SHA256>.authenticationCode(for: Array(words.utf8), using: key).prefix(16)
      .map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
  }

  /// The role that is called so in addresses.
  func role(_ text: String) -> Role? { plan.scenario.head.roles.first { $0.id.text == text } }

  /// Stops taking acts, lets every stream end, and returns once the last message is written.
  package func close() async {
    await live.close()
    streams.end()
    await outbox?.close()
  }
}
