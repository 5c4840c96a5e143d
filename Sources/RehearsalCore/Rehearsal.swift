extension Modules {
  /// Every module of a rehearsal, named once. The clock stands first: it admits the others.
  package static let rehearsal = Modules([
    Timeline.self,
    Communication.self,
  ])
}
