extension DebriefOpened {
  package func letters(
    _ state: RehearsalState, _ plan: Plan, _ stamp: Stamp
  ) -> [Letter] {
    let asked = DebriefQuestion.allCases.enumerated().map { "\($0 + 1). \(questions[$1])" }
    let body = ["Please answer these on your page:", asked.joined(separator: "\n")]
    return plan.everyone.map { Letter(to: $0, subject: "The hot debrief is open", body: body) }
  }
}
