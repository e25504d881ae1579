/// The most memory items and stages of a graph can take, by cause, in bytes.
package struct MemoryBound: Sendable, Hashable {
    /// Inside the rings.
    package let rings: Int
    /// Taken from a ring or not yet in one: the item each consumer works on and the one each producer hands over.
    package let inHand: Int
    /// Declared by the stages.
    package let stages: Int

    package var total: Int { GraphPlan.sum([rings, inHand, stages]) }
}
