import Pipeline

/// What `earshot check` says about a valid spec: the graph, its rings with their minimums, the memory bound.
package struct CheckReport: Sendable, CustomStringConvertible {
    private let spec: PipelineSpec
    private let plan: GraphPlan
    private let networkName: String

    /// - Parameter networkName: Whose sizes `network` are, for the reader.
    package init(_ spec: PipelineSpec, network: NetworkSizes, networkName: String) {
        self.spec = spec
        self.networkName = networkName
        plan = StandardGraph(spec, network: network).plan
    }

    package var description: String {
        [
            plan.tree, rings.joined(separator: "\n"),
            "memory bound  \(ByteCount(plan.memoryBound.total)): \(memory)", overload, remark,
        ].compactMap(\.self).joined(separator: "\n\n")
    }

    private var rings: [String] {
        var table = TextTable(
            header: ["ring", "items", "minimum", "bytes", "minimum", "one item", "when full", "waits for"],
            rightAligned: [1, 2, 3, 4, 5])
        for edge in plan.edges {
            let minimum = plan.minimum(of: edge)
            table.add([
                edge.ring.name, "\(edge.ring.items)", "\(minimum.items)", "\(ByteCount(edge.ring.bytes))",
                "\(ByteCount(minimum.bytes))", "\(ByteCount(edge.ring.maximumItemBytes))", edge.ring.whenFull.rawValue,
                minimum.wait.map(reason) ?? "",
            ])
        }
        return table.lines
    }

    private func reason(_ wait: RingMinimum.Wait) -> String {
        let stages = "\(wait.depth) \(wait.depth == 1 ? "stage" : "stages") before \(wait.join)"
        if wait.depth == 0 { return "" }
        return wait.lookAhead > 0 ? "\(wait.lookAhead) of look-ahead and \(stages)" : stages
    }

    private var memory: String {
        let bound = plan.memoryBound
        return "rings \(ByteCount(bound.rings)), items between rings \(ByteCount(bound.inHand)), "
            + "stages \(ByteCount(bound.stages))"
    }

    /// What a live source gives up where the machine is too slow for it; files wait.
    private var overload: String? {
        guard spec.source.isLive else { return nil }
        let seconds = plan.ring(RingName.recording.rawValue).items
        let shed = spec.outputs.video.path == nil ? "stride, analysis" : "overlay, stride, analysis, pictures"
        return """
            overload      given up in this order: \(shed). A second waits at most \(seconds) s for its labels, then it is
                          recorded without; rings.recording.items makes that longer.
            """
    }

    private var remark: String {
        let picture = spec.source.maximumPicture
        return """
            For pictures of up to \(picture.width)x\(picture.height) and the sizes of \(networkName). An item shared by rings \
            counts in each.
            The model's weights, its scratch memory and the codecs' own buffers come on top.
            """
    }
}
