/// Why Fieldwork says no, in order of precedence.
package enum FieldworkRefusal: Refusal {
  case beforeCall
  case inspectorateOnly
  case playersOnly
  case notInTouch([ID<Role>])
  case notUnderEmbargo
  case inspectorExists(ID<Inspector>)
  case inspectorUnknown(ID<Inspector>, nearest: String?)
  case alreadyLeft(ID<Inspector>)
  case leavesFirst(Moment, from: Moment)
  case meetingExists(ID<MeetingLine>)
  case meetingUnknown(ID<MeetingLine>, nearest: String?)
  case notYourMeeting(ID<MeetingLine>)
  case alreadyHeld(ID<MeetingLine>)
  case alreadyCancelled(ID<MeetingLine>)
  case alreadyMissed(ID<MeetingLine>)
  case tooEarly(ID<MeetingLine>, at: Moment)
  case nobody
  case roleUnknown(ID<Role>, nearest: String?)
  case noLength(Duration)
  case inThePast(Moment)
  case sampleUnknown(ID<SampleLine>, nearest: String?)
  case alreadyDrawn(ID<SampleLine>)
  case notDrawn(ID<SampleLine>)
  case caseUnknown(ID<DrawnCase>, in: ID<SampleLine>)
  case alreadyReplaced(ID<DrawnCase>, by: ID<DrawnCase>)
  case noCaseLeft(ID<SampleLine>)
  case concernMissing
  case concernUnknown(Int)
  case notYourConcern(Int, owner: ID<Role>?)
  case alreadyAnswered(Int)
  case published
  case beforeDraft
  case nothingToShare
  case alreadyKnows(ID<Role>)
  case nothingSaid
  case areaUnknown(ID<Judgement>, [ID<Judgement>])
  case noGrades(ID<Grade>)
  case gradeUnknown(ID<Grade>, [ID<Grade>])
  case areaMissing([ID<Judgement>])
  case pointUnknown(Int)
  case alreadyDecided(Int)
  case reasonMissing(Int)

  package static let precedence = [
    "before-call", "inspectorate-only", "players-only", "not-in-touch",
    "not-under-embargo", "inspector-exists", "inspector-unknown", "already-left", "leaves-first",
    "meeting-exists", "meeting-unknown", "not-your-meeting", "already-held", "already-cancelled",
    "already-missed", "too-early", "nobody", "role-unknown", "no-length", "in-the-past",
    "sample-unknown", "already-drawn", "not-drawn", "case-unknown", "already-replaced",
    "no-case-left", "concern-missing", "concern-unknown", "not-your-concern", "already-answered",
    "published", "before-draft", "nothing-to-share", "already-knows", "nothing-said",
    "area-unknown", "no-grades", "grade-unknown", "area-missing", "point-unknown",
    "already-decided", "reason-missing",
  ].map { "fieldwork." + $0 }

  private var name: String {
    switch self {
    case .beforeCall: "before-call"
    case .inspectorateOnly: "inspectorate-only"
    case .playersOnly: "players-only"
    case .notInTouch: "not-in-touch"
    case .notUnderEmbargo: "not-under-embargo"
    case .inspectorExists: "inspector-exists"
    case .inspectorUnknown: "inspector-unknown"
    case .alreadyLeft: "already-left"
    case .leavesFirst: "leaves-first"
    case .meetingExists: "meeting-exists"
    case .meetingUnknown: "meeting-unknown"
    case .notYourMeeting: "not-your-meeting"
    case .alreadyHeld: "already-held"
    case .alreadyCancelled: "already-cancelled"
    case .alreadyMissed: "already-missed"
    case .tooEarly: "too-early"
    case .nobody: "nobody"
    case .roleUnknown: "role-unknown"
    case .noLength: "no-length"
    case .inThePast: "in-the-past"
    case .sampleUnknown: "sample-unknown"
    case .alreadyDrawn: "already-drawn"
    case .notDrawn: "not-drawn"
    case .caseUnknown: "case-unknown"
    case .alreadyReplaced: "already-replaced"
    case .noCaseLeft: "no-case-left"
    case .concernMissing: "concern-missing"
    case .concernUnknown: "concern-unknown"
    case .notYourConcern: "not-your-concern"
    case .alreadyAnswered: "already-answered"
    case .published: "published"
    case .beforeDraft: "before-draft"
    case .nothingToShare: "nothing-to-share"
    case .alreadyKnows: "already-knows"
    case .nothingSaid: "nothing-said"
    case .areaUnknown: "area-unknown"
    case .noGrades: "no-grades"
    case .gradeUnknown: "grade-unknown"
    case .areaMissing: "area-missing"
    case .pointUnknown: "point-unknown"
    case .alreadyDecided: "already-decided"
    case .reasonMissing: "reason-missing"
    }
  }

  package var code: String { "fieldwork.\(name)" }
}

extension FieldworkRefusal {
  package var reason: String {
    switch self {
    case .beforeCall: "The call has not come yet"
    case .inspectorateOnly: "Only the inspectorate or a facilitator may do this"
    case .playersOnly: "Somebody who only watches does not do this"
    case .notInTouch: "Your role does not keep in touch with the inspectors"
    case .notUnderEmbargo: "Your role may not know the outcome yet"
    case .inspectorExists(let id): "\"\(id)\" is on the team already"
    case .inspectorUnknown(let id, _): "No inspector is called \"\(id)\""
    case .alreadyLeft(let id): "\"\(id)\" has left already"
    case .leavesFirst(let to, let from):
      "\(to.words) is before \(from.words), when they come"
    case .meetingExists(let id): "Another meeting is called \"\(id)\" already"
    case .meetingUnknown(let id, _): "No meeting is called \"\(id)\""
    case .notYourMeeting(let id): "Your role does not take part in \"\(id)\""
    case .alreadyHeld(let id): "\"\(id)\" has been held already"
    case .alreadyCancelled(let id): "\"\(id)\" was cancelled"
    case .alreadyMissed(let id): "\"\(id)\" is recorded as missed already"
    case .tooEarly(let id, let at): "\"\(id)\" begins only on \(at.words)"
    case .nobody: "Nobody takes part"
    case .roleUnknown(let id, _): "No role is called \"\(id)\" in this rehearsal"
    case .noLength(let length): "A meeting lasts longer than \(length.words)"
    case .inThePast(let at): "\(at.words) is over"
    case .sampleUnknown(let id, _): "No sample is called \"\(id)\""
    case .alreadyDrawn(let id): "\"\(id)\" has been drawn already"
    case .notDrawn(let id): "\"\(id)\" has not been drawn yet"
    case .caseUnknown(let id, let sample): "\"\(id)\" is not one of the cases of \"\(sample)\""
    case .alreadyReplaced(let id, let by): "\"\(id)\" was replaced by \"\(by)\" already"
    case .noCaseLeft(let id): "Every case of \"\(id)\" has been drawn"
    case .concernMissing: "An owner or an answer belongs to a concern, and none was given"
    case .concernUnknown(let number): "There is no concern \(number)"
    case .notYourConcern(let number, _): "Concern \(number) is not yours to answer"
    case .alreadyAnswered(let number): "Concern \(number) has been answered already"
    case .published: "The outcome has been published"
    case .beforeDraft: "The draft report has not come yet"
    case .nothingToShare: "There is no outcome to share yet"
    case .alreadyKnows(let role): "\"\(role)\" may know the outcome already"
    case .nothingSaid: "Neither a grade nor a text was given"
    case .areaUnknown(let id, _): "\"\(id)\" is not judged in this inspection"
    case .noGrades(let id): "This framework gives no grades, so not \"\(id)\""
    case .gradeUnknown(let id, _): "\"\(id)\" is not a grade of this framework"
    case .areaMissing: "A grade belongs to an area, and none was named"
    case .pointUnknown(let number): "There is no point \(number) on the draft report"
    case .alreadyDecided(let number): "Point \(number) has been decided already"
    case .reasonMissing(let number): "Point \(number) is not accepted in full, and nobody says why"
    }
  }

  package var fix: String {
    switch self {
    case .beforeCall: "Wait until the inspectorate has rung."
    case .inspectorateOnly: "Ask an inspector or the facilitator."
    case .playersOnly: "Let a role of the council, an inspector or the facilitator do it."
    case .notInTouch(let roles):
      roles.isEmpty
        ? "Name the roles under keep-in-touch in the scenario, or ask the facilitator."
        : "Ask one of: \(Self.list(roles))."
    case .notUnderEmbargo: "Ask somebody who may know it to share it, and to say why."
    case .inspectorExists: "Give the one who joins another short name."
    case .inspectorUnknown(_, let near), .meetingUnknown(_, let near),
      .sampleUnknown(_, let near), .roleUnknown(_, let near):
      near.map { "Did you mean \"\($0)\"?" } ?? "Check the names on the page or in the scenario."
    case .alreadyLeft, .alreadyCancelled, .alreadyAnswered, .alreadyDecided, .alreadyKnows:
      "Nothing more to do."
    case .leavesFirst: "Turn the two times round."
    case .meetingExists: "Move that one, or give this one another short name."
    case .notYourMeeting: "Let somebody who takes part, an inspector or the facilitator do it."
    case .alreadyHeld: "Book another meeting."
    case .alreadyMissed: "Move it to a new time, and hold it then."
    case .tooEarly: "Say so when it has begun, or move it to an earlier time."
    case .nobody: "Add with and the roles, or inspectors and their short names."
    case .noLength: "Say how long, such as 45m."
    case .inThePast: "Name a time that is still to come."
    case .alreadyDrawn: "Replace single cases, each with a reason."
    case .notDrawn: "Draw it first."
    case .caseUnknown: "Name one of those that were chosen."
    case .alreadyReplaced(_, let by): "Replace \"\(by)\" if that one cannot be read either."
    case .noCaseLeft: "Read fewer cases."
    case .concernMissing: "Add concern and what worries the inspectors."
    case .concernUnknown: "Look for its number in the record of keeping in touch."
    case .notYourConcern(_, let owner):
      owner.map { "Let \($0) answer it." } ?? "Let a role that keeps in touch answer it."
    case .published: "What is public does not change; it is too late for this."
    case .beforeDraft: "Wait until it has come."
    case .nothingToShare: "Wait for the feedback meeting."
    case .nothingSaid: "Add grade, or text and what was found."
    case .areaUnknown(let id, let all): Self.offer(id.text, all.map(\.text))
    case .noGrades: "Say it with text."
    case .gradeUnknown(let id, let all): Self.offer(id.text, all.map(\.text))
    case .areaMissing(let all): "Add area and one of: \(Self.list(all))."
    case .pointUnknown: "Look for its number in the list of points."
    case .reasonMissing: "Give the reason, under because."
    }
  }

  private static func list<K: Kind>(_ ids: [ID<K>]) -> String {
    ids.map(\.text).joined(separator: ", ")
  }

  private static func offer(_ word: String, _ all: [String]) -> String {
    if let near = Suggestion.nearest(to: word, among: all) { return "Did you mean \"\(near)\"?" }
    return all.isEmpty
      ? "Leave it out: this framework names none."
      : "Use one of: \(all.joined(separator: ", "))."
  }
}
