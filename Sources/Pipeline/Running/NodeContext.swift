/// What a node's loop is given by the runner.
struct NodeContext: Sendable {
    let meter: StageMeter
    let isStopping: @Sendable () -> Bool
    let hasFailed: @Sendable () -> Bool
    /// Makes an error known before the node has ended.
    let report: @Sendable (any Error) -> Void

    func next<Element>(from ring: Ring<Element>) throws -> Element? {
        let item = try meter.waitForInput { try ring.pop() }
        if item != nil { meter.add(received: 1) }
        return item
    }
}
