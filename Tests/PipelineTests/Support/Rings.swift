@testable import Pipeline

extension RingPlan {
    /// A ring of items of one byte.
    static func items(_ count: Int, _ name: String = "ring", whenFull: FullPolicy = .wait) -> RingPlan {
        RingPlan(name: name, items: count, bytes: count, whenFull: whenFull, maximumItemBytes: 1)
    }
}

extension Ring {
    /// Everything until the end of the stream.
    func popAll() throws -> [Element] {
        var elements: [Element] = []
        while let element = try pop() { elements.append(element) }
        return elements
    }
}
