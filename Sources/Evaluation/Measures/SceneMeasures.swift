import MediaTypes

/// Measures of whether the object that sounds was chosen, defined in docs/evaluation.md.
package struct SceneMeasures: Sendable, Equatable, Encodable {
    /// Snippets labelled although muted.
    package private(set) var muted = Share()
    /// Objects that never sound, marked while another sounds.
    package private(set) var silentMarked = Share()
    /// Scenes whose mask follows the swapped sound.
    package private(set) var swapMoved = Share()
    /// Objects and seconds where marked = sounding.
    package private(set) var objectsOnOff = Share()
    /// Seconds where labelled = a visible object sounds.
    package private(set) var secondsOnOff = Share()

    /// Pixels an object must show to count as visible.
    private let leastVisible: Int

    private enum CodingKeys: String, CodingKey {
        case muted
        case silentMarked = "silent_marked"
        case swapMoved = "swap_moved"
        case objectsOnOff = "objects_on_off"
        case secondsOnOff = "seconds_on_off"
    }

    package init(leastVisible: Int) {
        self.leastVisible = max(1, leastVisible)
    }

    package mutating func add(_ scene: SceneOutcome) {
        for isLabelled in scene.isLabelledMuted { muted.count(isLabelled) }
        let coverages = coverages(of: scene, marks: scene.marks)
        for (index, coverage) in coverages.enumerated() {
            addSecond(
                scene.seconds[index], coverage, isLabelled: scene.marks[index].area > 0, truth: scene.truth)
        }
        if let swap = scene.truth.swap, let swappedMarks = scene.swappedMarks {
            addSwap(swap, coverages, self.coverages(of: scene, marks: swappedMarks), of: scene)
        }
    }
}

extension SceneMeasures {
    private func coverages(of scene: SceneOutcome, marks: [BinaryMask]) -> [ObjectCoverage] {
        zip(scene.objects, marks).map {
            ObjectCoverage(objects: $0, count: scene.truth.objects.count, marks: $1)
        }
    }

    private mutating func addSecond(_ second: Int, _ coverage: ObjectCoverage, isLabelled: Bool, truth: SceneTruth) {
        let visible = truth.objects.indices.filter {
            truth.objects[$0].word != nil && coverage.visible[$0] >= leastVisible
        }
        let sounding = visible.filter { truth.objects[$0].sounding[second] }
        secondsOnOff.count(isLabelled == !sounding.isEmpty)
        for object in visible {
            let isMarked = coverage.isMarked(object)
            objectsOnOff.count(isMarked == truth.objects[object].sounding[second])
            if !truth.objects[object].sounding.contains(true), truth.objects.contains(where: { $0.sounding[second] }) {
                silentMarked.count(isMarked)
            }
        }
    }

    private mutating func addSwap(
        _ swap: SceneTruth.Swap, _ original: [ObjectCoverage], _ swapped: [ObjectCoverage], of scene: SceneOutcome
    ) {
        let heard = original.indices.filter { index in
            scene.truth.objects[swap.from].sounding[scene.seconds[index]]
                && [swap.from, swap.to].allSatisfy { original[index].visible[$0] >= leastVisible }
        }
        let isFirst = wins(swap.from, over: swap.to, in: heard.map { original[$0] })
        swapMoved.count(isFirst && wins(swap.to, over: swap.from, in: heard.map { swapped[$0] }))
    }

    /// Whether an object is marked, and more of it than of the other, in the mean over some seconds; not over none.
    private func wins(_ object: Int, over other: Int, in seconds: [ObjectCoverage]) -> Bool {
        func mean(_ object: Int) -> Double {
            seconds.reduce(0) { $0 + $1.share(object) } / Double(max(1, seconds.count))
        }
        return mean(object) > max(ObjectCoverage.markedShare, mean(other))
    }
}
