import Events
import MediaTypes

@testable import Stages

/// A live source of one snippet a second and an analysis that takes some seconds over each, in virtual time.
///
/// The analysis takes one snippet after the other and gives each out as it is done with it; the recording takes one second
/// after the other, each once its labels are there.
struct SimulatedSource {
    struct Second {
        let key: SnippetKey
        let isAnalysed: Bool
        let arrival: Double
        /// When its labels were there; nil where it has none.
        var finish: Double?
    }

    var control: OverloadControl
    /// Seconds of work over a snippet at some time, at a stride.
    var pace: (_ time: Double, _ stride: Int) -> Double
    private(set) var seconds: [Second] = []
    private(set) var changes: [(time: Double, change: OverloadChange)] = []
    private(set) var mostInAnalysis = 0
    /// Admitted and not finished.
    private var queue: [(index: Int, arrival: Double)] = []
    private var free = 0.0

    init(_ limits: OverloadLimits, pace: @escaping (_ time: Double, _ stride: Int) -> Double) {
        control = OverloadControl(limits)
        self.pace = pace
    }

    mutating func run(seconds count: Int) {
        for _ in 0..<count { step() }
    }

    private mutating func step() {
        let key = SnippetKey(epoch: 0, index: seconds.count)
        let now = Double(seconds.count)
        analyse(until: now)
        let decision = control.decide(key, pictures: 0, at: .seconds(now))
        changes += decision.changes.map { (now, $0) }
        mostInAnalysis = max(mostInAnalysis, control.inAnalysis)
        seconds.append(Second(key: key, isAnalysed: decision.isAnalysed, arrival: now, finish: nil))
        if decision.isAnalysed { queue.append((key.index, now)) }
    }

    private mutating func analyse(until now: Double) {
        while let (index, arrival) = queue.first {
            let start = max(free, arrival)
            let finish = start + pace(start, control.stride)
            guard finish <= now else { return }
            free = finish
            seconds[index].finish = finish
            control.finish(through: seconds[index].key, at: .seconds(finish))
            queue.removeFirst()
        }
    }

    /// The longest any second waited for its labels or for those of the seconds before it.
    var longestDelay: Double {
        var recorded = 0.0
        return seconds.reduce(0) { longest, second in
            recorded = max(recorded, second.finish ?? second.arrival)
            return max(longest, recorded - second.arrival)
        }
    }

    /// Lengths of the stretches of analysed seconds.
    var runs: [Int] {
        seconds.split { !$0.isAnalysed }.map(\.count)
    }

    var analysed: Int { seconds.count { $0.isAnalysed } }

    func changes(of shed: OverloadRecord.Shed) -> [Bool] {
        changes.filter { $0.change.shed == shed }.map(\.change.isActive)
    }
}
