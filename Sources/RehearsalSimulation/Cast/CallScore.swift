/// The messages of a model laid out for playing: all their contacts in one row.
struct CallScore: BitwiseCopyable {
  let count: Int
  let cascades: UnsafeMutablePointer<CascadeLayout>
  let contactCount: Int
  let contacts: UnsafeMutablePointer<ContactLine>
  let children: UnsafeMutablePointer<Int32>
  let targets: UnsafeMutablePointer<TargetLine>

  let ring: Int64
  let noAnswer: Double
  let away: Double
  let call: Double
  let callSpread: Double
  let group: Double
  let groupSpread: Double

  init(_ model: CastModel, _ office: Hours, _ arena: inout Arena) {
    var cascadeLines: [CascadeLayout] = []
    var contactLines: [ContactLine] = []
    var below: [Int32] = []
    var targetLines: [TargetLine] = []
    let started = office.worked(until: model.start)
    for cascade in model.cascades {
      let first = Int32(contactLines.count)
      var parents = [Int32](repeating: -1, count: cascade.contacts.count)
      for (parent, children) in cascade.children.enumerated() {
        for child in children { parents[Int(child)] = first + Int32(parent) }
      }
      for (index, contact) in cascade.contacts.enumerated() {
        let children = cascade.children[index].map { first + $0 }
        contactLines.append(
          ContactLine(contact, parent: parents[index], children, from: below.count, office))
        below += children
      }
      let targets = cascade.targets.map {
        TargetLine(share: Int64($0.share), worked: office.worked(until: $0.by))
      }
      cascadeLines.append(
        CascadeLayout(
          contacts: Range32(start: first, end: Int32(contactLines.count)),
          targets: Range32(
            start: Int32(targetLines.count), end: Int32(targetLines.count + targets.count)),
          people: cascade.contacts.reduce(0) { $0 + Int64($1.people) },
          starts: office.worked(until: cascade.starts), started: started,
          tries: cascade.retry.tries, deputyTries: cascade.retry.deputyTries,
          after: cascade.retry.after))
      targetLines += targets
    }
    count = cascadeLines.count
    cascades = arena.make(cascadeLines)
    contactCount = contactLines.count
    contacts = arena.make(contactLines)
    children = arena.make(below)
    targets = arena.make(targetLines)
    let chances = model.chances
    ring = chances.ring
    noAnswer = chances.noAnswer
    away = chances.awayAtCall
    call = chances.call
    callSpread = chances.callSpread
    group = chances.group
    groupSpread = chances.groupSpread
  }
}

/// Times of calls are counted in the office's hours, as `Hours.worked` counts.
struct CascadeLayout: BitwiseCopyable {
  let contacts: Range32
  let targets: Range32
  let people: Int64
  let starts: Int64
  /// The model's start: nobody rings before it.
  let started: Int64
  let tries: Int32
  let deputyTries: Int32
  let after: Int64
}

struct ContactLine: BitwiseCopyable {
  let people: Int64
  let key: UInt64
  let parent: Int32
  let children: Range32
  let isGroup: Bool
  let hasDeputy: Bool
  let isLost: Bool
  /// When told before the model's start, else -1.
  let told: Int64
  let tried: Int32
  /// Planned absences; empty where nobody is away.
  let holderAway: Stretch
  let deputyAway: Stretch

  init(
    _ contact: CastModel.Contact, parent: Int32, _ children: [Int32], from start: Int,
    _ office: Hours
  ) {
    people = Int64(contact.people)
    key = UInt64(contact.key)
    self.parent = parent
    self.children = Range32(start: Int32(start), end: Int32(start + children.count))
    isGroup = contact.isGroup
    hasDeputy = contact.hasDeputy
    holderAway = office.worked(during: contact.holderAway)
    deputyAway = office.worked(during: contact.deputyAway)
    switch contact.standing {
    case .waiting: (isLost, told, tried) = (false, -1, 0)
    case .tried(let count): (isLost, told, tried) = (false, -1, count)
    case .told(let at): (isLost, told, tried) = (false, office.worked(until: at), 0)
    case .lost: (isLost, told, tried) = (true, -1, 0)
    }
  }
}

struct TargetLine: BitwiseCopyable {
  /// In 100.
  let share: Int64
  let worked: Int64
}

/// How a contact stands in a playing.
struct ContactNow: BitwiseCopyable {
  /// In the office's hours; `Int64.max` for never.
  var told: Int64 = .max
  /// When all calls are made that this one has to make.
  var free: Int64 = .max
  var by: Int32 = -1
  /// 1 where the holder is away on the day, 0 where not, -1 where nobody has asked.
  var away: Int32 = -1
}

/// A call that somebody has still to make.
struct Call: BitwiseCopyable {
  var ready: Int64
  var contact: Int32
  var attempts: Int32
}

/// When somebody, or a whole group, knew.
struct Knowing: BitwiseCopyable {
  var at: Int64
  var people: Int64
}
