import Foundation

/// The Python library SimPy with the reference model in it, as its manual has it: processes that
/// wait, stores that they take work from.
struct SimPy {
  let version: String
  private let python: Python
  private let script: String
  private let model: String

  /// Checks that it plays the same model: a few playings with our draws, field by field.
  ///
  /// - Parameter fixtures: The folder with the model and with what other programs made of it.
  init(_ path: String, fixtures: String, in scratch: Scratch) throws {
    python = Python(path: path, library: "simpy")
    script = "\(scratch.path)/simulation.py"
    model = "\(fixtures)/reference-model.json"
    try SimPy.program.write(toFile: script, atomically: true, encoding: .utf8)
    version = try python.output([
      script, "check", model, "\(fixtures)/replications_seed1.csv", "5",
    ])
  }

  /// Seconds of processor time that so many playings take, without what starting Python takes. It
  /// draws from Python's own generator, which is faster than our draws are in Python.
  func play(_ count: Int) throws -> Double {
    let text = try python.output([script, "play", model, String(count)])
    guard let seconds = Double(text) else {
      throw Unmeasurable(description: "\(python.path) answered \(text)")
    }
    return seconds
  }

  private static let program = #"""
    import json, math, random, sys, time
    from importlib.metadata import version
    from statistics import NormalDist

    import simpy

    M = json.load(open(sys.argv[2]))
    G, MASK = 0x9E3779B97F4A7C15, (1 << 64) - 1
    NORMAL = NormalDist().inv_cdf
    LEAVE = math.log(1 - M["p_absent_day"])
    DAYS = [range(0, 5), range(0, 5), (0, 2, 4)]
    CLOSE = [1020, 780, 1020]


    def mix(z):
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        return z ^ (z >> 31)


    def keyed(seed, replication):
        key = mix((mix((seed + G) & MASK) + G * (replication + 1)) & MASK)

        def u(kind, entity, n):
            x = mix((key + G * (1 + (kind << 40 | entity << 16 | n))) & MASK)
            return ((mix(x ^ key) >> 11) + 0.5) * 2.0**-53

        return u


    def own(kind, entity, n):
        return random.random()


    def w2t(w):
        d = int(w // 480)
        return (d // 5 * 7 + d % 5) * 1440 + 540 + (w - 480 * d)


    def t2w(t):
        d = int(t // 1440)
        if d % 7 >= 5:
            return (5 * (d // 7) + 5) * 480
        return (5 * (d // 7) + d % 7) * 480 + min(max(t - 1440 * d - 540, 0), 480)


    def triangular(u, a, m, b):
        if u < (m - a) / (b - a):
            return a + math.sqrt(u * (b - a) * (m - a))
        return b - math.sqrt((1 - u) * (b - a) * (b - m))


    class Cascade:
        def __init__(self, u):
            self.u, self.env = u, simpy.Environment(M["t0_work"])
            self.informed, self.free, self.attempts = {}, {}, 0
            self.away = {}
            self.env.process(self.call(0))
            self.env.run()

        def is_away(self, deputy, role):
            key = (deputy, role)
            if key not in self.away:
                self.away[key] = self.u(deputy, role, 0) < M["p_absent_call"]
            return self.away[key]

        def call(self, role):
            env, u = self.env, self.u
            self.informed[role] = env.now
            entries = [[env.now, i, c, 0] for i, c in enumerate(M["children"][role])]
            order, holder = len(entries), M["max_primary"]
            while entries:
                entry = min(entries, key=lambda e: (max(e[0], env.now), e[1]))
                if entry[0] > env.now:
                    yield env.timeout(entry[0] - env.now)
                callee, tries = entry[2], entry[3]
                deputy = 1 if tries >= holder else 0
                self.attempts += 1
                if self.is_away(deputy, callee) or u(2, callee, tries) < M["p_noanswer"]:
                    yield env.timeout(M["ring"])
                    entry[3] = tries = tries + 1
                    entry[0] = env.now if tries == holder else env.now + M["retry"]
                    if tries == holder + M["max_deputy"]:
                        entries.remove(entry)
                        for child in M["children"][callee]:
                            entries.append([env.now, order, child, 0])
                            order += 1
                else:
                    spread = M["call_sigma"] * NORMAL(u(3, callee, deputy))
                    yield env.timeout(M["call_mu_median"] * math.exp(spread))
                    entries.remove(entry)
                    env.process(self.call(callee))
            self.free[role] = env.now


    class Work:
        def __init__(self, u, cascade):
            self.u, self.env, self.events = u, simpy.Environment(w2t(M["t0_work"])), 0
            env = self.env
            start = u(10, 0, 0) * M["outage_window_work"]
            length = -M["outage_mean_work"] * math.log(1 - u(10, 1, 0))
            self.outage = w2t(start), w2t(start + length)
            self.stores = {p: simpy.PriorityStore(env) for p in range(1, 40)}
            self.absent = {p: self.absences(p) for p in range(1, 40)}
            self.tasks, self.docs = M["tasks"], M["docs"] + []
            self.left = [len(task["preds"]) for task in self.tasks]
            self.after = [[] for _ in self.tasks]
            for task in self.tasks:
                for before in task["preds"]:
                    self.after[before].append(task)
            self.done, self.sent = {}, {}
            for task in self.tasks:
                if not task["preds"]:
                    self.put(task["owner"], task, 2)
            for doc in self.docs:
                self.put(doc["owner"], doc, 3)
            for k in range(M["n_surprise"]):
                env.process(self.surprise(k))
            for p in range(1, 40):
                at = w2t(cascade.free[p]) if p in cascade.informed else 1980
                env.process(self.work(p, at))
            env.run()

        def absences(self, person):
            days, w, n = set(), 0, 0
            while True:
                w += 1 + math.floor(math.log(self.u(9, person, n)) / LEAVE)
                if w > 24:
                    return days
                days.add(w // 5 * 7 + w % 5)
                n += 1

        def put(self, person, job, kind, n=0):
            self.stores[person].put((job["deadline"], kind, job["id"], n, id(job), job))

        def finish(self, person, effort):
            t, calendar, absent = self.env.now, M["persons"][person]["cal"], self.absent[person]
            day = int(t // 1440)
            while True:
                if day % 7 in DAYS[calendar] and day not in absent:
                    begin, close = max(t, day * 1440 + 540), day * 1440 + CLOSE[calendar]
                    if close > begin:
                        if effort <= close - begin:
                            return begin + effort
                        effort -= close - begin
                day += 1

        def surprise(self, k):
            u, number = self.u, len(M["docs"]) + k
            span = M["surprise_to_work"] - M["surprise_from_work"]
            w = M["surprise_from_work"] + u(11, k, 0) * span
            yield self.env.timeout(w2t(w) - self.env.now)
            owner = M["doc_owner_first"] + int(u(11, k, 1) * M["doc_owner_count"])
            doc = {
                "id": number, "owner": owner, "mode": M["surprise_mode"],
                "approver": 1 + number % 3, "deadline": w2t(w + M["surprise_slack_work"]),
            }
            self.events += 1
            self.docs.append(doc)
            self.put(owner, doc, 3)

        def work(self, person, at):
            env, u, store = self.env, self.u, self.stores[person]
            yield env.timeout(at - env.now)
            self.events += 1
            while True:
                _, kind, number, n, _, job = yield store.get()
                if kind == 0:
                    effort = triangular(u(6, number, n), *M["review"])
                elif kind == 1:
                    factors = [f * job["mode"] for f in M["rework_factors"]]
                    effort = triangular(u(8, number, n), *factors)
                else:
                    factors = M["task_factors"] if kind == 2 else M["prep_factors"]
                    draw = u(4 if kind == 2 else 5, number, 0)
                    effort = triangular(draw, *[f * job["mode"] for f in factors])
                yield env.timeout(self.finish(person, effort) - env.now)
                self.events += 1
                if kind == 2:
                    self.done[number] = env.now
                    for task in self.after[number]:
                        self.left[task["id"]] -= 1
                        if self.left[task["id"]] == 0:
                            self.put(task["owner"], task, 2)
                elif kind == 0:
                    if u(7, number, n) < M["p_reject"]:
                        self.put(job["owner"], job, 1, n + 1)
                    else:
                        env.process(self.upload(number))
                else:
                    self.put(job["approver"], job, 0, n)

        def upload(self, number):
            begin, end = self.outage
            if begin <= self.env.now < end:
                yield self.env.timeout(end - self.env.now)
            yield self.env.timeout(M["upload"])
            self.events += 1
            self.sent[number] = self.env.now


    def play(u):
        cascade = Cascade(u)
        work = Work(u, cascade)
        t0 = M["t0_work"]
        known = sorted(w - t0 for w in cascade.informed.values())
        people = len(M["persons"])
        late = [doc["id"] for doc in work.docs if work.sent[doc["id"]] > doc["deadline"]]
        own = [n for n in late if n < len(M["docs"])]
        tranches = {M["docs"][n]["tranche"] for n in own}
        return [
            known[math.ceil(people * 0.5) - 1], known[math.ceil(people * 0.9) - 1], known[-1],
            people - len(known), cascade.attempts,
            t2w(max(work.sent[doc["id"]] for doc in M["docs"])) - t0, len(own),
            *[0 if tranche in tranches else 1 for tranche in range(3)],
            t2w(max(work.done.values())) - t0,
            sum(work.done[task["id"]] > task["deadline"] for task in M["tasks"]),
            len(late) - len(own), cascade.attempts + work.events,
        ]


    if sys.argv[1] == "check":
        lines = open(sys.argv[3]).read().split()[1:]
        for line in lines[: int(sys.argv[4])]:
            replication, *fields = [float(field) for field in line.split(",")]
            for value, wanted in zip(play(keyed(1, int(replication))), fields, strict=True):
                assert abs(value - wanted) < 1e-6, (replication, value, wanted)
        print(version("simpy"))
    else:
        random.seed(1)
        begin = time.process_time()
        for _ in range(int(sys.argv[3])):
            play(own)
        print(time.process_time() - begin)
    """#
}
