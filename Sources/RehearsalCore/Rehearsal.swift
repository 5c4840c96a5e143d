extension Modules {
  /// Every module of a rehearsal, named once. The clock stands first: it admits the others. Cover
  /// stands before those that give people work.
  package static let rehearsal = Modules([
    Timeline.self,
    Cover.self,
    Communication.self,
    Logistics.self,
    Documents.self,
    Audits.self,
    Injects.self,
    Fieldwork.self,
    Notes.self,
  ])
}
