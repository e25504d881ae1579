/// One reason why a graph cannot run.
package enum GraphProblem: Sendable, Hashable, CustomStringConvertible {
    case noSource
    case duplicateNode(String)
    case duplicateRing(String)
    case unusedOutput(node: String)
    case negativeSize(node: String)
    case emptyRing(RingPlan)
    case tooFewItems(RingPlan, RingMinimum)
    case tooFewBytes(RingPlan, RingMinimum)

    /// The ring it is about, if it is about one.
    package var ring: String? {
        switch self {
        case .duplicateRing(let name): name
        case .emptyRing(let ring), .tooFewItems(let ring, _), .tooFewBytes(let ring, _): ring.name
        default: nil
        }
    }

    package var description: String {
        switch self {
        case .noSource: "the graph has no source"
        case .duplicateNode(let name): "two stages are named \"\(name)\""
        case .duplicateRing(let name): "two rings are named \"\(name)\""
        case .unusedOutput(let node): "nothing takes the output of stage \"\(node)\""
        case .negativeSize(let node): "stage \"\(node)\" declares a negative look-ahead or memory"
        case .emptyRing(let ring):
            "ring \"\(ring.name)\" has \(ring.items) items, \(ring.bytes) bytes and items of up to "
                + "\(ring.maximumItemBytes) bytes: capacities start at 1, item sizes at 0"
        case .tooFewItems(let ring, let minimum):
            "ring \"\(ring.name)\" holds \(ring.items) \(ring.items == 1 ? "item" : "items"), the minimum is "
                + "\(minimum.items)\(Self.reason(minimum))"
        case .tooFewBytes(let ring, let minimum):
            "ring \"\(ring.name)\" holds \(ring.bytes) bytes, the minimum is \(minimum.bytes): "
                + "\(minimum.items) \(minimum.items == 1 ? "item" : "items") of up to \(ring.maximumItemBytes) bytes"
                + Self.reason(minimum)
        }
    }

    private static func reason(_ minimum: RingMinimum) -> String {
        guard let wait = minimum.wait else { return "" }
        return " (items wait at \"\(wait.join)\" for a branch with \(wait.lookAhead) of look-ahead and "
            + "\(wait.depth) \(wait.depth == 1 ? "stage" : "stages"))"
    }
}
