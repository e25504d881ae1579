package import MediaTypes

/// What was marked in a scene whose truth is known. One element a second in every array.
package struct SceneOutcome: Sendable {
    package let truth: SceneTruth
    /// Object number + 1 a pixel, 0 for none.
    package let objects: [LabelMap]
    /// The pixels of all labels.
    package let marks: [BinaryMask]
    /// The same with the swapped sound; nil where the scene has no swap.
    package let swappedMarks: [BinaryMask]?
    /// Whether there was a label with all sound muted.
    package let isLabelledMuted: [Bool]

    package init(
        truth: SceneTruth, objects: [LabelMap], marks: [BinaryMask], swappedMarks: [BinaryMask]?,
        isLabelledMuted: [Bool]
    ) {
        self.truth = truth
        self.objects = objects
        self.marks = marks
        self.swappedMarks = swappedMarks
        self.isLabelledMuted = isLabelledMuted
    }

    /// What marking every object while anything sounds would give: the bar below which nothing was learnt.
    package static func markingEverything(truth: SceneTruth, objects: [LabelMap]) -> SceneOutcome {
        let marks = objects.enumerated().map { second, map in
            BinaryMask(
                width: map.width, height: map.height,
                pixels: truth.anythingSounds(in: second) ? map.ids.map { min($0, 1) } : map.ids.map { _ in 0 })
        }
        return SceneOutcome(
            truth: truth, objects: objects, marks: marks, swappedMarks: truth.swap == nil ? nil : marks,
            isLabelledMuted: objects.map { _ in false })
    }
}
