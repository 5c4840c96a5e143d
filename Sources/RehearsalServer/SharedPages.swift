import Hummingbird
import RehearsalCore
import RehearsalViews

/// Pages that are the same for every rehearsal, and for whoever asks.
enum SharedPages {
  static let foot = [Frame.Link("/accessibility", "Accessibility"), Frame.Link("/help", "Help")]

  static func add(to router: Router<Visit>) {
    router.get("accessibility") { _, _ in page(accessibility) }
    router.get("help") { _, _ in page(help) }
  }

  private static func page(_ page: Page) -> Response {
    let frame = Frame(name: Exercise.product, foot: foot, assets: SharedFiles.assets)
    return Answer.html(HTMLRenderer().render(page, in: frame))
  }

  /// What the regulations ask of a public body that puts this in front of its staff. The council
  /// that runs it adds whom to turn to.
  private static let accessibility = Page(
    title: "Accessibility statement",
    blocks: [
      Block(
        "intro",
        .text(
          "This statement is about the pages that rehearse shows while a rehearsal is lived "
            + "through. "
            + "The organisation that runs the rehearsal is responsible for them.")),
      Block("how", .heading("How accessible these pages are")),
      Block(
        "how-text",
        .text(
          "They are made to meet the Web Content Accessibility Guidelines version 2.2 AA. Every "
            + "page "
            + "works without scripts, by keyboard alone, at 320 pixels wide and at 200% text size. "
            + "Each is checked with automatic tools at every change of the program. Such tools "
            + "find "
            + "some problems and not all.")),
      Block("limits", .heading("What may not be accessible")),
      Block(
        "limits-text",
        .text(
          "Documents that people add are shown as they are. Nobody has checked whether they are "
            + "accessible. Screen readers differ in how they tell of changes on a page: updates "
            + "can be "
            + "paused at the foot of every page, and the page read again by reloading it.")),
      Block("feedback", .heading("Feedback and contact")),
      Block(
        "feedback-text",
        .text(
          "Tell the facilitator of your rehearsal what does not work for you. They can give you "
            + "the "
            + "same information on paper.")),
      Block("enforcement", .heading("Enforcement procedure")),
      Block(
        "enforcement-text",
        .text(
          "In England, Scotland and Wales the Equality and Human Rights Commission enforces the "
            + "Public "
            + "Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations "
            + "2018. "
            + "If you are not happy with how your complaint is answered, contact the Equality "
            + "Advisory "
            + "and Support Service.")),
    ])

  private static let help = Page(
    title: "Help",
    blocks: [
      Block(
        "help-intro",
        .text(
          "A rehearsal is an exercise. It tests procedures, not people. Nothing that you do here "
            + "reaches an inspectorate, a family or the press.")),
      Block("help-me", .heading("What to do")),
      Block(
        "help-me-text",
        .text(
          "Your page says what waits for you, what presses most first. Press what you did: that is "
            + "recorded, with the time. What you did earlier and could not type in then goes into "
            + "\"Type what happened earlier\", at the foot of your page.")),
      Block("help-lost", .heading("When something does not work")),
      Block(
        "help-lost-text",
        .text(
          "When the connection is lost, the page says so and tries again by itself. Reload it at "
            + "any "
            + "time: nothing is lost. On another device, ask the facilitator to free your seat, "
            + "then "
            + "join again with the code. When nothing works, go on with the paper pack.")),
      Block("help-real", .heading("When something real happens")),
      Block(
        "help-real-text",
        .text(
          "Press \"Real incident, stop the exercise\". Everybody's screen says so at once. Then "
            + "leave the exercise, and deal with the incident.")),
    ])
}
