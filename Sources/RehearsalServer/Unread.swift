import NIOCore

/// Cuts a connection whose reader does not read. Nothing else does: while an answer is on its way,
/// the connection does not count as idle, and whoever asks for a page many times and reads none
/// would keep it all.
final class Unread: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = NIOAny

  private let patience: TimeAmount
  private var cut: Scheduled<Void>?

  /// - Parameter seconds: how long nothing of what waits may be taken
  init(seconds: Int) { patience = .seconds(Int64(seconds)) }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    cut?.cancel()
    let channel = context.channel
    cut =
      channel.isWritable
      ? nil : context.eventLoop.scheduleTask(in: patience) { channel.close(promise: nil) }
    context.fireChannelWritabilityChanged()
  }

  func channelInactive(context: ChannelHandlerContext) {
    cut?.cancel()
    context.fireChannelInactive()
  }
}
