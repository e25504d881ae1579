package import Pipeline
package import Snippets

/// Lets overload decide about every snippet of a source, once, before the branches split.
package struct AdmittingSource<Upstream: Source & ~Copyable>: Source, ~Copyable where Upstream.Output == CutItem {
    private var upstream: Upstream
    private let overload: Overload?
    private var ready: [AdmittedItem] = []

    /// - Parameter overload: nil where nothing is ever given up, as of files, which wait.
    package init(_ upstream: consuming Upstream, _ overload: Overload?) {
        self.upstream = upstream
        self.overload = overload
    }

    package var heldBytes: Int { upstream.heldBytes }

    package mutating func next() throws -> AdmittedItem? {
        if ready.isEmpty {
            guard let item = try upstream.next() else { return nil }
            ready = overload?.admitted(item) ?? [.whole(item, isOverlayReduced: false)]
        }
        return ready.removeFirst()
    }
}
