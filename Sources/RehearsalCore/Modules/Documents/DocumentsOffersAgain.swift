/// What somebody can do about documents that are done with, where they were not.
extension DocumentOffers {
  /// One thing to do each, with a choice of documents: a list of two hundred needs no two hundred
  /// offers of what is hardly ever done.
  func thinkingAgain(_ lines: [Documents.Line]) -> [Offer] {
    let hands = lines.filter { $0.owner == me || $0.approver == me }
    let ready = hands.filter { $0.standing == .ready }
    return [
      offer(
        "renew", "Add a newer version of a document that was ready",
        ready.filter { item($0)?.held == nil },
        [("Add the file", AddDocument.self), ("Use a dummy", UseDummy.self)]),
      offer(
        "renew-held", "Say that a document held elsewhere has a newer version",
        ready.filter { item($0)?.held != nil },
        [("It can be read there", KeepElsewhere.self)]),
      offer(
        "return", "Send back a document that was ready",
        lines.filter { line in
          (line.standing == .ready || line.standing == .approved)
            && line.approver ?? line.owner == me
            && !(line.newest?.by == me && line.approver != nil)
        }, [("Send it back", ReturnDocument.self)]),
      offer(
        "withdraw", "Take back a document that inspectors have",
        hands.filter { $0.current != nil }, [("Take it back", WithdrawDocument.self)]),
      offer(
        "rule-in", "Bring back a document that did not apply", hands.filter { !$0.isNeeded },
        [("It is needed after all", RuleInDocument.self)]),
    ].compactMap { $0 }
  }

  private func offer(
    _ act: String, _ title: String, _ lines: [Documents.Line],
    _ forms: [(words: String, command: any Command.Type)]
  ) -> Offer? {
    guard !lines.isEmpty else { return nil }
    let options = lines.map { (value: $0.id as any FieldValue, words: self.title($0)) }
    return Offer(
      "documents.\(act)", title, .later,
      forms.map { words, command in
        Block.Form(
          command, words, choices: [Block.Choices("document", options)],
          takesFile: command == AddDocument.self)
      })
  }
}
