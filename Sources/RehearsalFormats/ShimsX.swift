package import RehearsalCore
extension Plan { package var csv: String { "" }
 package func calendar(stamp: WallMoment) -> String { "" } }
