import RehearsalCore

extension Modules {
  /// The rehearsal with one module more. The one line here that names it is all that a module
  /// costs outside its own folder and its tests.
  static let withOneMore = Modules(Modules.rehearsal.all + [VisitorsBook.self])
}
