import Events
package import MediaTypes

/// Decides, snippet by snippet of a live source, what the machine has no time for.
///
/// In this order: the overlay's fine work, the stride, the analysis of snippets; and where the encoder alone is too slow,
/// pictures. Snippets are left out in bursts: once one is, so are all until the backlog is gone, so that those analysed are
/// consecutive, as windows need them. Pure: times are durations since any fixed instant.
package struct OverloadControl: Sendable {
    /// What becomes of one snippet.
    package struct Decision: Sendable, Equatable {
        package var isAnalysed = true
        /// The first of a burst that is left out: the window's run ends here.
        package var endsRun = false
        package var isOverlayReduced = false
        /// One picture in this many is recorded.
        package var pictureStep = 1
        package var changes: [OverloadChange] = []
    }

    private let limits: OverloadLimits
    private let sheds: [OverloadRecord.Shed]
    private var analysis = AnalysisBacklog()
    private var encoder = EncoderBacklog()
    private var analysisLadder: OverloadLadder
    private var pictureLadder = OverloadLadder(stepsAt: [1])
    private var isLeavingOut = false

    package init(_ limits: OverloadLimits) {
        self.limits = limits
        var steps: [(shed: OverloadRecord.Shed, pressure: Double)] = [(.overlay, 0.5), (.stride, 0.7), (.analysis, 1)]
        if !limits.writesVideo { steps.removeAll { $0.shed == .overlay } }
        if limits.stride == OverloadLimits.largestStride { steps.removeAll { $0.shed == .stride } }
        sheds = steps.map(\.shed)
        analysisLadder = OverloadLadder(stepsAt: steps.map(\.pressure))
    }

    /// Snippets on their way through the analysis.
    package var inAnalysis: Int { analysis.count }

    /// Seconds from window to window at this moment.
    package var stride: Int { isShed(.stride) ? OverloadLimits.largestStride : limits.stride }

    /// - Parameter pictures: how many the snippet brings for the recording.
    package mutating func decide(_ key: SnippetKey, pictures: Int, at now: Duration) -> Decision {
        var decision = Decision()
        decision.changes = analysisChanges(at: now) + pictureChanges(at: now)
        decision.isOverlayReduced = isShed(.overlay)
        leaveOut(key, at: now, &decision)
        decision.pictureStep = pictureStep
        encoder.add(key, pictures: pictures == 0 ? 0 : (pictures - 1) / decision.pictureStep + 1)
        return decision
    }

    /// Every snippet up to `key` has left the analysis.
    package mutating func finish(through key: SnippetKey, at now: Duration) {
        analysis.finish(through: key, at: now, held: lookAhead)
    }

    /// A snippet's pictures have been written, which took `time`.
    package mutating func record(_ key: SnippetKey, pictures: Int, taking time: Duration) {
        encoder.finish(through: key, pictures: pictures, taking: time)
    }
}

extension OverloadControl {
    private func isShed(_ shed: OverloadRecord.Shed) -> Bool {
        sheds.prefix(analysisLadder.level).contains(shed)
    }

    private var lookAhead: Int { limits.fixedLookAhead ?? stride - 1 }

    /// How long a snippet admitted now would wait for its labels, as a share of how long it may.
    private func pressure(at now: Duration) -> Double {
        let waiting = Double(analysis.count + 1) * (analysis.pace ?? 0)
        return max(waiting, (analysis.age(at: now) - .seconds(lookAhead)) / .seconds(1)) / (limits.labels / .seconds(1))
    }

    /// Nothing is left out, and nothing waits but what a window holds.
    private var isCalm: Bool { !isLeavingOut && analysis.count <= lookAhead + 1 }

    /// How long a picture that comes now would wait for the encoder, as a share of how long it may.
    private var picturePressure: Double { encoder.wait / limits.encoder }

    /// One step at a time, but all at once where no more can be taken in.
    private mutating func analysisChanges(at now: Duration) -> [OverloadChange] {
        var changes: [OverloadChange] = []
        let isFull = isFull(at: now)
        repeat {
            let pressure = isFull ? .infinity : pressure(at: now)
            guard let (step, isActive) = analysisLadder.update(pressure: pressure, isCalm: isCalm, at: now) else {
                break
            }
            changes.append(OverloadChange(shed: sheds[step], isActive: isActive, pace: analysis.pace))
        } while isFull
        return changes
    }

    private mutating func pictureChanges(at now: Duration) -> [OverloadChange] {
        let change = pictureLadder.update(pressure: picturePressure, isCalm: picturePressure < 0.5, at: now)
        return change.map { [OverloadChange(shed: .pictures, isActive: $0.isActive, pace: encoder.pace)] } ?? []
    }

    private mutating func leaveOut(_ key: SnippetKey, at now: Duration, _ decision: inout Decision) {
        let wasLeavingOut = isLeavingOut
        isLeavingOut = isTooMuch(at: now) || isLeavingOut && analysis.count > 1
        decision.endsRun = isLeavingOut && !wasLeavingOut
        decision.isAnalysed = !isLeavingOut
        if !isLeavingOut { analysis.admit(key, at: now) }
    }

    private func isTooMuch(at now: Duration) -> Bool {
        isFull(at: now) || analysis.count > 0 && isShed(.analysis) && pressure(at: now) >= 1
    }

    /// No more may be on its way; before the first has come out nobody knows how long it takes, so half the time must do.
    private func isFull(at now: Duration) -> Bool {
        analysis.count >= limits.analysis || !analysis.hasFinished && analysis.age(at: now) >= limits.labels / 2
    }

    private var pictureStep: Int {
        guard pictureLadder.level > 0 else { return 1 }
        return switch picturePressure {
        case ..<1: 1
        case ..<1.25: 4
        default: .max
        }
    }
}
