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
        if ready.isEmpty { admit(try upstream.next()) }
        return ready.isEmpty ? nil : ready.removeFirst()
    }

    package mutating func rest() throws -> AdmittedItem? {
        if ready.isEmpty { admit(try upstream.rest()) }
        return ready.isEmpty ? nil : ready.removeFirst()
    }

    private mutating func admit(_ item: CutItem?) {
        guard let item else { return }
        ready = overload?.admitted(item) ?? [.whole(item, isOverlayReduced: false)]
    }
}
