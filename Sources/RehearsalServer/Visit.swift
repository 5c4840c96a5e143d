package import Hummingbird
import NIOCore

/// One request, with the connection that it came on: what waits for nobody any more is cut.
package struct Visit: RequestContext {
  package var coreContext: CoreRequestContextStorage
  let channel: any Channel

  package init(source: Source) {
    coreContext = CoreRequestContextStorage(source: source)
    channel = source.channel
  }

  /// Who is at the other end, as far as the network says.
  var address: String { channel.remoteAddress?.ipAddress ?? "unknown" }
}
