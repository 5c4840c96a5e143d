package import RehearsalCore

/// The outcome fields of a rehearsal, read from its boards' state and from nothing else.
///
/// It is the same row that a playing of the cast yields. So a log can be laid beside ten thousand
/// playings, and a playing that was recorded must give, to the microsecond, what it gave when it
/// was only played.
package struct RecordedOutcome {
  private let state: RehearsalState
  private let model: CastModel
  private let office: Hours

  /// - Returns: A field for each column; `nil` where a log does not say, which holds for `events`.
  package static func row(
    _ state: RehearsalState, _ model: CastModel, _ columns: Columns
  ) -> [Int64?] {
    let outcome = RecordedOutcome(
      state: state, model: model, office: model.hours[model.office])
    var row = [Int64?](repeating: nil, count: columns.count)
    outcome.fillCall(&row, columns)
    outcome.fillWork(&row, columns)
    for (index, deadline) in model.deadlines.enumerated() {
      let known = state[Timeline.self].deadlines[deadline.id]
      let isInTime = known.flatMap { line in line.met.map { $0 <= line.due } } ?? false
      row[columns.deadlines + index] = isInTime ? 1 : 0
    }
    var next = columns.targets
    for cascade in model.cascades {
      let known = state[Communication.self].cascades[cascade.id]?.targets ?? []
      for target in cascade.targets {
        let found = known.first { $0.share == Int(target.share) }
        row[next] = found.flatMap { at in at.met.map { $0 <= at.by ? 1 : 0 } } ?? 0
        next += 1
      }
    }
    return row
  }

  private func fillCall(_ row: inout [Int64?], _ columns: Columns) {
    let found = model.cascades.first.flatMap { state[Communication.self].cascades[$0.id] }
    guard let cascade = found else {
      for column in [columns.t50, columns.t90, columns.t100] { row[column] = Columns.never }
      for column in [columns.unreached, columns.attempts] { row[column] = 0 }
      return
    }
    let measures = CascadeMeasures(cascade)
    func time(to share: Int) -> Int64 {
      let point = measures.curve.first { $0.count * 100 >= share * measures.people }
      return point.map { worked($0.at) } ?? Columns.never
    }
    row[columns.t50] = time(to: 50)
    row[columns.t90] = time(to: 90)
    row[columns.t100] = measures.curve.last.map { worked($0.at) } ?? Columns.never
    row[columns.unreached] = Int64(measures.people - measures.confirmed)
    row[columns.attempts] = Int64(measures.attempts)
  }

  /// When one job was done, and whether in time, as the boards have it.
  private struct Done {
    let at: Moment?
    let isLate: Bool
  }

  private func fillWork(_ row: inout [Int64?], _ columns: Columns) {
    let done = model.jobs.map(self.done)
    func fill(_ sort: CastModel.Job.Sort, done column: Int, late: Int) {
      let own = model.jobs.indices.filter { model.jobs[$0].sort == sort }
      if column >= 0 {
        let times = own.map { done[$0].at.map(worked) ?? Columns.never }
        row[column] = times.max() ?? 0
      }
      if late >= 0 { row[late] = Int64(own.count { done[$0].isLate }) }
    }
    fill(.document, done: columns.docsDone, late: columns.docsLate)
    fill(.item, done: columns.tasksDone, late: columns.tasksLate)
    fill(.request, done: -1, late: columns.surpriseLate)
    fill(.audit, done: columns.auditsDone, late: columns.auditsLate)
    fill(.list, done: columns.listsDone, late: columns.listsLate)
    for index in model.tranches.indices {
      let isLate = model.jobs.indices.contains {
        model.jobs[$0].tranche == Int32(index) && done[$0].isLate
      }
      row[columns.tranches + index] = isLate ? 0 : 1
    }
  }

  private func done(_ job: CastModel.Job) -> Done {
    switch job.sort {
    case .item:
      let item = state[Logistics.self].items[job.named()]
      return Done(at: item?.done, isLate: item.map { $0.done == nil || $0.isLate(state) } ?? true)
    case .document:
      let line = state[Documents.self].lines[job.named()]
      let at = line?.current == nil ? nil : line?.sendings.last?.at
      return Done(at: at, isLate: line.map { at == nil || $0.isSentLate } ?? true)
    case .list:
      let sending = state[Documents.self].lists[job.named()]?.sendings.first
      return Done(at: sending?.at, isLate: sending?.isLate ?? true)
    case .audit:
      let file = state[Audits.self].cases[job.named()]
      let at = job.approver < 0 ? file?.graded : file?.moderatedAt
      let round = file.flatMap { state[Audits.self].rounds[$0.round] }
      let due = round?.due.map { state.moved($0, since: round?.since ?? -1) }
      return Done(at: at, isLate: at.map { $0 > due ?? $0 } ?? true)
    case .request:
      let answer = state[Injects.self].requests[job.named()]?.answers.first
      return Done(at: answer?.at, isLate: answer?.isLate ?? true)
    case .duty: return Done(at: nil, isLate: false)
    }
  }

  private func worked(_ at: Moment) -> Int64 {
    let since = (at - model.midnight).microseconds
    return office.worked(until: since) - office.worked(until: model.called)
  }
}
