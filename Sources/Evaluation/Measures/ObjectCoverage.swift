import MediaTypes

/// How much of each object shows in one second and how much of that is marked.
struct ObjectCoverage: Sendable, Equatable {
    /// An object counts as marked where more than this part of its visible pixels lie in labels.
    static let markedShare = 0.3

    private(set) var visible: [Int]
    private(set) var marked: [Int]

    /// - Parameters:
    ///   - objects: object number + 1 a pixel, 0 for none.
    ///   - count: how many objects the scene has.
    ///   - marks: the pixels of all labels.
    init(objects: LabelMap, count: Int, marks: BinaryMask) {
        precondition(objects.ids.count == marks.pixels.count, "marks of the objects' picture")
        visible = Array(repeating: 0, count: count)
        marked = visible
        for (id, mark) in zip(objects.ids, marks.pixels) where id > 0 && Int(id) <= count {
            visible[Int(id) - 1] += 1
            marked[Int(id) - 1] += Int(mark)
        }
    }

    /// The marked part of its visible pixels, 0 where none is visible.
    func share(_ object: Int) -> Double {
        visible[object] == 0 ? 0 : Double(marked[object]) / Double(visible[object])
    }

    func isMarked(_ object: Int) -> Bool { share(object) > Self.markedShare }
}
