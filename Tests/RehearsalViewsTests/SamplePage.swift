import RehearsalCore
import RehearsalViews

/// Pages for the tests: one that a council could meet, and one made of a single text.
enum SamplePage {
  static func moment(_ text: String) -> Moment {
    Moment(text: text) ?? Moment(microseconds: 0)
  }

  /// A page with a block of every kind.
  static let whole = Page(title: "Call day: notification", blocks: calling + rest)

  static let footer = [
    Block.Fact("Log", .words("event 57, 0f3a9c21b7d4e680")),
    Block.Fact("Pace", .words("60 times real time")),
  ]

  private static let calling = [
    Block(
      "timeline-stop",
      .notice("Stopped for a real incident. Fire alarm in Civic Centre.\n\nLeave by the stairs.")),
    Block("call", .heading("The call: who has been told?")),
    Block(
      "call-message",
      .text(
        "The lead inspector rang at 9:05am. Inspectors arrive on Monday, and everybody in the"
          + " service is to hear it from their own manager before the end of the day.\n"
          + "Ask each person to repeat the three key facts.\n\nKeep to the order of the tree.")),
    Block("call-told", .measure(Block.Measure("told", 41, of: 60))),
    Block(
      "call-facts",
      .facts([
        Block.Fact("Set out", .moment(moment("2019-11-04T09:05:00"))),
        Block.Fact("Target: everyone told", .status(.late, "Met late, 4 November 2019 at 5:20pm")),
        Block.Fact("Time to 50 in 100", .duration(.minutes(95))),
        Block.Fact("Tries in all", .number(1_204)),
        Block.Fact("Last told", .none),
      ])),
    Block("call-tree", .tree(tree)),
    Block("call-calls", .table(calls)),
    Block("call-picture", .picture(picture)),
  ]

  private static let rest = [
    Block("story", .heading("What happened")),
    Block("story-events", .timeline(story)),
    Block(
      "plan-events",
      .timeline([
        Block.Happening(
          n: nil, at: moment("2019-11-11T00:00:00"), who: "Due", words: "Annex A, the first lists")
      ])),
    Block("form-tell", .form(Block.Form(for: Tell.self))),
    Block("form-shapes", .form(Block.Form(for: EveryShape.self))),
    Block("offer", .offer(offer)),
    Block("none-facts", .facts([])),
    Block(
      "none-rows", .table(Block.Table(caption: "Requests", columns: ["What", "Due"], rows: []))),
    Block("none-measure", .measure(Block.Measure("lists sent", 0, of: 0))),
    Block("sheet", .sheet(Block.Sheet("Calls of the Director", for: "For: Director."))),
    Block("sheet-facts", .facts([Block.Fact("Who sits here", .line)])),
    Block(
      "sheet-calls",
      .table(
        Block.Table(
          caption: "Ring in this order", columns: ["Whom", "Told", "Time"],
          rows: [[.words("Chief Executive"), .box, .line]]))),
  ]

  private static let offer = Offer(
    "communication.tell.call.director", "Tell the Director <at once>",
    why: "Say: inspectors arrive on Monday.", due: moment("2019-11-04T17:00:00"),
    since: moment("2019-11-04T09:05:00"), .now,
    [
      Block.Form(
        Tell.self, "Answered and told",
        ["contact": ID<Recipient>.known("director"), "about": ID<CascadeLine>.known("call")],
        choices: [
          Block.Choices("facts", [(value: ID<KeyFact>.known("when"), words: "They come on Monday")])
        ]),
      Block.Form(
        GetNoAnswer.self, "No answer",
        [
          "contact": ID<Recipient>.known("director"), "about": ID<CascadeLine>.known("call"),
          "via": Seat.holder,
        ]),
      Block.Form(AddDocument.self, "Add \"it\"", takesFile: true),
      Block.Form(StopForRealIncident.self, "Stop", isDangerous: true),
    ])

  private static let tree = [
    Block.Branch(
      "Director: 40 of 59 told below", status: .status(.done, "Confirmed"),
      branches: [
        Block.Branch(
          "Head of Safeguarding: 34 of 41 told below",
          status: .status(.done, "Confirmed, by the deputy"),
          branches: [
            Block.Branch(
              "Team Manager, Duty and Assessment: 4 of 6 told below",
              status: .status(.underWay, "Trying"),
              branches: [
                Block.Branch(
                  "Duty team", status: .status(.underWay, "4 of 6 told"), branches: [])
              ]),
            Block.Branch(
              "Team Manager, Children in Care", status: .status(.done, "Confirmed"),
              branches: [
                Block.Branch(
                  "Night staff of the two children's homes",
                  status: .status(.problem, "Unreachable: the number in the list is wrong"),
                  branches: [])
              ]),
          ]),
        Block.Branch(
          "Head of Quality", status: .status(.atRisk, "Left a message"), branches: []),
        Block.Branch(
          "Independent Reviewing", status: .status(.neutral, "Waiting for Head of Quality"),
          branches: []),
      ]),
    Block.Branch("Chief Executive", status: .none, branches: []),
  ]

  private static let picture = Block.Picture(
    title: "40 of 60 people are told; 6 wait behind Head of Quality",
    summary: "From Director the message goes 2 calls deep.", unit: "people",
    key: [
      Block.Meaning(.done, "Confirmed"), Block.Meaning(.atRisk, "No answer, or a message left"),
      Block.Meaning(.problem, "Unreachable"), Block.Meaning(.neutral, "Waiting"),
    ],
    table: "call-calls",
    places: [
      Block.Place(
        "Director", status: .status(.done, "Confirmed"),
        words: "Director: Confirmed. 40 of 59 told below.", size: 1,
        places: [
          Block.Place(
            "Head of Quality", status: .status(.atRisk, "Left a message"),
            words: "Head of Quality: Left a message. To be told by Director.", size: 1,
            places: [
              Block.Place(
                "Independent Reviewing & Quality Assurance <all sites>",
                status: .status(.neutral, "Waiting for Head of Quality"),
                words: "Independent Reviewing: Waiting for Head of Quality.", size: 6, places: [])
            ])
        ])
    ])

  /// These places, each status explained.
  static func picture(of places: [Block.Place]) -> Block.Picture {
    Block.Picture(
      title: "All are told", summary: "It goes down the tree.", unit: "people",
      key: Status.allCases.map { Block.Meaning($0, "Meaning of \($0.rawValue)") },
      table: "call_calls", places: places)
  }

  private static let calls = Block.Table(
    caption: "Calls",
    columns: ["Who", "Told by", "How it stands", "Told", "Tries", "Next"],
    rows: [
      [
        .words("Director"), .none, .status(.done, "Confirmed"),
        .moment(moment("2019-11-04T09:12:00")), .number(1), .none,
      ],
      [
        .words("Head of Safeguarding"), .words("Director"),
        .status(.late, "Confirmed late, by the deputy"), .moment(moment("2019-11-04T12:00:00")),
        .number(12), .none,
      ],
      [
        .words("Head of Quality"), .words("Director"), .status(.atRisk, "Left a message"), .none,
        .number(1_003), .words("Ring again from 1pm"),
      ],
    ])

  private static let story = [
    Block.Happening(
      n: 3, at: moment("2019-11-04T09:05:00"), who: "Inspector (lead)",
      words: "rang the Director to say that an inspection begins"),
    Block.Happening(
      n: 4, at: moment("2019-11-04T09:12:30"), who: "Director",
      words: "told Head of Safeguarding, who repeated 3 of 3 key facts"),
    Block.Happening(
      n: 57, at: moment("2019-11-05T16:45:00"), who: "Clock",
      words: "The deadline \"Everyone told\" passed with 41 of 60 told"),
  ]

  /// A page of every kind of block with one text in every place where a text can be.
  static func made(of text: String) -> Page {
    let cells: [Cell] = [.words(text), .status(.problem, text), .number(.min), .none]
    let leaf = Block.Branch(text, status: .words(text), branches: [])
    let branch = Block.Branch(text, status: .status(.late, text), branches: [leaf, leaf])
    let at = moment("2019-11-04T09:12:00.123456")
    let happening = Block.Happening(n: 7, at: at, who: text, words: text)
    return Page(
      title: text,
      blocks: [
        Block(text, .heading(text)),
        Block("sheet", .sheet(Block.Sheet(text, for: text))),
        Block(text + "-text", .text(text)),
        Block("notice", .notice(text)),
        Block("facts", .facts(cells.map { Block.Fact(text, $0) })),
        Block(
          "table",
          .table(
            Block.Table(
              caption: text, columns: [text, text, text],
              rows: [cells, cells.reversed(), [], [.words(text)]]))),
        Block("tree", .tree([branch, Block.Branch(text, status: .none, branches: [branch])])),
        Block("timeline", .timeline([happening, happening])),
        Block(
          "picture",
          .picture(
            Block.Picture(
              title: text, summary: text, unit: text, key: [Block.Meaning(.late, text)],
              table: text,
              places: [
                Block.Place(
                  text, status: .status(.late, text), words: text, size: 1, places: [])
              ]))),
        Block("measure", .measure(Block.Measure(text, 70, of: 60))),
        Block("form", .form(Block.Form(for: Hostile.self))),
        Block("form", .form(Block.Form(for: Hostile.self))),
      ])
  }

  /// Texts that try to be something else. Tests name them by number: a runner prints arguments as
  /// they are.
  static let hostile = [
    "<script>alert(1)</script>",
    "</title></style></main><img src=x onerror=alert(1)>",
    "\" onmouseover=\"alert(1)\" x=\"",
    "' onfocus='alert(1)' tabindex='0",
    "a --> b <!-- c ]]> d",
    "&lt;b&gt; &#60;b&#62; &amp;",
    "\u{1B}[2J\u{1B}]0;title\u{07}\u{1B}[31mred\u{08}\u{08}\u{7F}",
    "\u{9B}31mred\u{9D}0;title\u{9C}",
    "null\u{0}byte and \u{FFFF}",
    "\u{202E}drowssap\u{2066}x\u{2069}\u{200F}",
    "hid\u{200B}den\u{FEFF} and soft\u{AD}ly \u{E0041}\u{E0042}",
    String(repeating: "w", count: 500),
    String(repeating: "言", count: 120) + " 👩‍👩‍👧‍👦 🇬🇧 ☎️ e\u{301}",
    "מנהלת השירות and نعم",
    "",
    " ",
  ]
}

/// A command with a field of every shape there is.
struct EveryShape: Command {
  typealias Home = Timeline
  static let name: StaticString = "test.every-shape"
  static let verb: StaticString = "carries over"
  static let doc: StaticString = "Asks for one of everything"
  let item: ID<DueItem>
  let count: Int
  let certain: Bool
  let day: CalendarDate
  let time: TimeOfDay
  let at: Moment
  let length: Duration
  let due: Deadline
  let seat: Seat
  let because: String?
  let names: [String]
  let deadlines: [ID<DueItem>]

  init(_ f: inout some FieldVisitor, _ old: Self?) {
    item = f.one("item", old?.item, "What was due")
    count = f.some("how-many", old?.count, default: 3, "How many there were")
    certain = f.some("certain", old?.certain, default: true, "Whether it is certain")
    day = f.one("day", old?.day, "The day")
    time = f.one("time", old?.time, "The time of day")
    at = f.one("at", old?.at, "When it happened")
    length = f.one("length", old?.length, "How long it took")
    due = f.one("due", old?.due, "When it is due")
    seat = f.one("seat", old?.seat, "The holder of the role, or the deputy")
    because = f.maybe("because", old?.because, "Why; it stays in the log")
    names = f.list("names", old?.names, "Who was there")
    deadlines = f.list("deadlines", old?.deadlines, "Which deadlines")
  }

  func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] { [] }
}

/// A command whose own words try to be marks.
struct Hostile: Command {
  typealias Home = Timeline
  static let name: StaticString = "test.\"><b>"
  static let verb: StaticString = "<b>\u{1B}[1mruns</b>"
  static let doc: StaticString = "\"'><script>\u{202E}"
  let text: String
  let list: [String]

  init(_ f: inout some FieldVisitor, _ old: Self?) {
    text = f.some("\"><i>", old?.text, default: "</textarea><b>", "<i>'\"")
    list = f.list("</label>", old?.list, "</form>\u{1B}")
  }

  func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] { [] }
}
