package import RehearsalCore

/// How a server is reached, and what it is told by the program that runs it.
package struct ServerSettings: Sendable {
  /// How others reach it.
  package enum Access: Hashable, Sendable {
    /// Only from this machine.
    case loopback
    /// From the network, encrypted by this program.
    case tls(certificate: String, key: String)
    /// From a proxy that encrypts, on this machine or in front of it.
    case behindProxy
  }

  package var host = "127.0.0.1"
  package var port = 8080
  package var access = Access.loopback
  /// Names beside the host's own that browsers may call it by.
  package var names: [String] = []
  /// What the program calls itself.
  package var tool: String
  /// The clock of the room, in UTC.
  package var wall: @Sendable () -> WallMoment
  /// The time in the room as people there say it, such as `9:32am`.
  package var roomTime: @Sendable () -> String
  /// How long a stream may stand still in the middle of being written before it is cut, in seconds.
  package var patience = 30
  /// How long a form may take to arrive, in seconds.
  package var bodyTime = 20

  package init(
    tool: String, wall: @escaping @Sendable () -> WallMoment,
    roomTime: @escaping @Sendable () -> String
  ) {
    self.tool = tool
    self.wall = wall
    self.roomTime = roomTime
  }

  /// Whether browsers speak to it encrypted.
  var isEncrypted: Bool {
    switch access {
    case .loopback: false
    case .tls, .behindProxy: true
    }
  }
}
