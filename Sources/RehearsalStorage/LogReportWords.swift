package import RehearsalFormats

extension LogReport {
  /// The verdict for people: intact, or each finding on a line.
  package func words(_ folder: LogFolder) -> String {
    let documents =
      self.documents.map { "\(folder.path)/\($0)\n" }.joined()
      + seals.map { seal in
        "\(folder.seal): \(seal.words)" + (seal.advice.map { ". \($0)" } ?? "") + "\n"
      }.joined()
    guard let first = damages.first else {
      let chain = "\(lines) events in \(batches) batches"
      return documents + "\(folder.path): "
        + (isSound ? "intact, \(chain)\n" : "\(chain) follow from each other; see above\n")
    }
    let more = further > 0 ? "\(further) more after the first of its kind.\n" : ""
    let good = head.map { "Good up to event \($0.n), head \($0.hash.short).\n" } ?? ""
    let findings = damages.map { "\(folder.path)/\($0)\n" }.joined()
    let torn =
      isTorn
      ? "This is a torn tail, as a power cut leaves one. Nothing that was acknowledged is in it: "
        + "the next act recorded here keeps it in a file of its own, cuts it off and says so in "
        + "the log.\n"
      : ""
    return findings + documents + more + good + torn
      + "Nothing was changed. First finding: \(first.kind.words).\n"
  }

  /// The same for scripts.
  package var json: JSONValue {
    var members: [(name: String, value: JSONValue)] = [
      ("intact", .yesOrNo(isSound)), ("events", .integer(lines)), ("batches", .integer(batches)),
      ("torn", .yesOrNo(isTorn)),
    ]
    if let head {
      members.append(
        ("head", .object([("n", .integer(head.n)), ("hash", .text(head.hash.description))])))
    }
    members.append(
      (
        "findings",
        .list(
          damages.map { damage in
            var finding: [(name: String, value: JSONValue)] = [("file", .text(damage.file))]
            if let line = damage.line { finding.append(("line", .integer(line))) }
            if let byte = damage.byte { finding.append(("byte", .integer(byte))) }
            finding += [("kind", .text(damage.kind.rawValue)), ("words", .text(damage.words))]
            return .object(finding)
          })
      ))
    members.append(
      (
        "seals",
        .list(
          seals.map { seal in
            .object([
              ("number", .integer(seal.number)), ("amiss", .yesOrNo(seal.isAmiss)),
              ("proof", .yesOrNo(seal.isProof)), ("words", .text(seal.words)),
            ])
          })
      ))
    members.append(
      (
        "documents",
        .list(
          documents.map { finding in
            .object([
              ("file", .text(finding.path)), ("kind", .text(finding.kind.rawValue)),
              ("words", .text(finding.words)),
            ])
          })
      ))
    return .object(members)
  }
}
