/// How often each true class was predicted as each class, over all pixels of all pictures (Spec §9).
package struct ConfusionMatrix: Sendable, Equatable {
    package let classes: Int
    /// Row = truth, column = prediction.
    private var counts: [Int]

    package init(classes: Int) {
        self.classes = classes
        counts = Array(repeating: 0, count: classes * classes)
    }

    /// - Precondition: both maps have the same size and ids below `classes`.
    package mutating func add(truth: LabelMap, prediction: LabelMap) {
        precondition(truth.width == prediction.width && truth.height == prediction.height, "maps of one picture")
        for (row, column) in zip(truth.ids, prediction.ids) {
            precondition(Int(column) < classes, "a predicted class of the matrix")
            counts[Int(row) * classes + Int(column)] += 1
        }
    }

    package mutating func add(_ other: ConfusionMatrix) {
        precondition(classes == other.classes, "matrices of the same classes")
        for index in counts.indices { counts[index] += other.counts[index] }
    }

    /// Intersection over union of a class; nil where it occurs in neither truth nor prediction.
    package func intersectionOverUnion(_ id: Int) -> Double? {
        let hit = counts[id * classes + id]
        var union = -hit
        for other in 0..<classes { union += counts[id * classes + other] + counts[other * classes + id] }
        return union == 0 ? nil : Double(hit) / Double(union)
    }

    /// Mean over the classes that occur; nil where none does.
    package func meanIntersectionOverUnion(_ ids: some Sequence<Int>) -> Double? {
        let values = ids.compactMap(intersectionOverUnion)
        return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }
}
