import Crypto
import HTTPTypes
import Hummingbird
import RehearsalViews

/// The style sheet and the script: the same for all, under an address that changes with them, so
/// that a browser keeps them as long as they are right.
enum SharedFiles {
  private static let version = SHA256.hash(
    data: Array((Frame.Assets.styleText + Frame.Assets.scriptText).utf8)
  ).prefix(6).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()

  static let assets = Frame.Assets(
    style: "/assets/\(version).css", script: "/assets/\(version).js")

  static func add(to router: Router<Visit>) {
    add(assets.style, Frame.Assets.styleText, "text/css; charset=utf-8", to: router)
    add(assets.script, Frame.Assets.scriptText, "text/javascript; charset=utf-8", to: router)
  }

  private static func add(
    _ path: String, _ text: String, _ type: String, to router: Router<Visit>
  ) {
    let buffer = ByteBuffer(string: text)
    router.get(RouterPath(path)) { _, _ in
      Response(
        status: .ok,
        headers: [.contentType: type, .cacheControl: "public, max-age=31536000, immutable"],
        body: ResponseBody(byteBuffer: buffer))
    }
  }
}
