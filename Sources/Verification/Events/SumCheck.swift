import Events
import MediaTypes

/// What a `stop` line sums up, and where a `start` line goes on, is what the lines before it say.
struct SumCheck: LineCheck {
    private var ledger = Ledger()
    private var damage = DamageCounts.none
    private var job: StartRecord?
    private var last: SnippetRecord?
    /// The lines before the first stand in a file that is not looked at and whose sums are not known.
    private var lacksBeginning = false

    mutating func findings(in line: NumberedLine) -> [Finding] {
        problems(line.record).map { Finding(.sum, line: line.number, $0) }
    }

    private mutating func problems(_ record: EventRecord) -> [String] {
        switch record {
        case .start(let start): return self.start(start)
        case .snippet(let snippet):
            ledger.add(snippet.state, snippet.span)
            damage += snippet.damage
            last = snippet
            return []
        case .gap(let gap):
            ledger.addGap(gap.span)
            return []
        case .vocabulary(let vocabulary):
            job = job?.saying(vocabulary)
            return []
        case .stop(let stop): return self.stop(stop)
        default: return []
        }
    }

    private mutating func start(_ start: StartRecord) -> [String] {
        if start.continuesFile { return continueFile(start) }
        guard let resumedAfter = start.resumedAfter else {
            job = start
            (ledger, damage) = (Ledger(), .none)
            lacksBeginning = false
            return []
        }
        guard let job else { return ["the run continues one that is not in the file"] }
        let place = last.map { "epoch \($0.key.epoch), second \($0.key.index)" } ?? "nothing"
        let position =
            last?.key == resumedAfter
            ? []
            : [
                "the run goes on after epoch \(resumedAfter.epoch), second \(resumedAfter.index), the lines end with \(place)"
            ]
        return position + job.differences(from: start).map { "the run continues another job: \($0)" }
    }

    private mutating func continueFile(_ start: StartRecord) -> [String] {
        guard let job else {
            job = start
            lacksBeginning = start.carried == nil
            (ledger, damage) = (start.carried?.ledger ?? Ledger(), start.carried?.damage ?? .none)
            return []
        }
        var problems = job.differences(from: start).map { "the file continues another job: \($0)" }
        if let carried = start.carried, !lacksBeginning, carried.ledger != ledger || carried.damage != damage {
            problems.append("what the file says of the lines before it is not what they add up to")
        }
        return problems
    }

    private func stop(_ stop: StopRecord) -> [String] {
        guard !lacksBeginning else { return [] }
        var problems: [String] = []
        for state in SnippetState.allCases where stop.ledger[state] != ledger[state] {
            problems.append(
                "it counts \(stop.ledger[state].seconds) s \(state.rawValue), the lines \(ledger[state].seconds) s")
        }
        if stop.ledger.gaps != ledger.gaps {
            problems.append("it counts \(stop.ledger.gaps.seconds) s of gaps, the lines \(ledger.gaps.seconds) s")
        }
        if stop.damage != damage { problems.append("its damage counts are not those of the lines") }
        return problems
    }
}
