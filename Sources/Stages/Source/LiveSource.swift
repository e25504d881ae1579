package import Live
import Pipeline
package import Snippets

/// A live source as the first node of a graph.
package struct LiveSource: Source {
    private var reader: LiveReader
    package let heldBytes: Int

    /// - Parameter heldBytes: what the reader and its cut keep at most.
    package init(_ reader: LiveReader, heldBytes: Int) {
        self.reader = reader
        self.heldBytes = heldBytes
    }

    package mutating func next() throws -> CutItem? { reader.next() }

    package mutating func rest() throws -> CutItem? { reader.rest() }
}
