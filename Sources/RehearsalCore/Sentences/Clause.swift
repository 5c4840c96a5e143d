extension String {
  /// What somebody wrote, as a part of a longer sentence: without the full stop at its end.
  var clause: String {
    let end = reversed().drop { $0.isWhitespace }
    guard end.first == ".", end.dropFirst().first != "." else { return String(end.reversed()) }
    return String(end.dropFirst().reversed())
  }
}
