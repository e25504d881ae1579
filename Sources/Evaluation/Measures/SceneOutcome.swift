package import MediaTypes

/// What was marked in a scene whose truth is known. One element a picture in every array.
package struct SceneOutcome: Sendable {
    package let truth: SceneTruth
    /// The second of the scene each picture shows.
    package let seconds: [Int]
    /// Object number + 1 a pixel, 0 for none.
    package let objects: [LabelMap]
    /// The pixels of all labels.
    package let marks: [BinaryMask]
    /// The same with the swapped sound; nil where the scene has no swap.
    package let swappedMarks: [BinaryMask]?
    /// Whether there was a label with all sound muted.
    package let isLabelledMuted: [Bool]

    package init(
        truth: SceneTruth, seconds: [Int], objects: [LabelMap], marks: [BinaryMask], swappedMarks: [BinaryMask]?,
        isLabelledMuted: [Bool]
    ) {
        self.truth = truth
        self.seconds = seconds
        self.objects = objects
        self.marks = marks
        self.swappedMarks = swappedMarks
        self.isLabelledMuted = isLabelledMuted
    }

    /// What marking every object of a word while anything sounds would give: the bar below which nothing was learnt.
    package var markingEverything: SceneOutcome {
        let isNamed = [false] + truth.objects.map { $0.word != nil }
        let everything = zip(seconds, objects).map { second, map in
            let isLoud = truth.anythingSounds(in: second)
            return BinaryMask(
                width: map.width, height: map.height,
                pixels: map.ids.map { isLoud && Int($0) < isNamed.count && isNamed[Int($0)] ? 1 : 0 })
        }
        return SceneOutcome(
            truth: truth, seconds: seconds, objects: objects, marks: everything,
            swappedMarks: swappedMarks.map { _ in everything }, isLabelledMuted: isLabelledMuted.map { _ in false })
    }
}
