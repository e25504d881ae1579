import Pipeline
package import Snippets

/// Reads a source, decodes both its tracks and cuts them into snippets.
///
/// One node on purpose: with a thread and a ring for each track, a badly interleaved file would fill one ring while the cut
/// waits for the other track; and the order of steps is the same in every run.
package struct SnippetSource: Source {
    private let reader: MediaReader
    private var cutter: SnippetCutter
    private var ready: [CutItem] = []
    private var isAtEnd = false
    package let heldBytes: Int

    /// - Parameter heldBytes: what reader and cutter keep at most.
    package init(_ reader: sending MediaReader, options: CutOptions, heldBytes: Int) {
        self.heldBytes = heldBytes
        cutter = SnippetCutter(reader.source, options: options)
        self.reader = reader
    }

    package mutating func next() throws -> CutItem? {
        while ready.isEmpty, !isAtEnd {
            if let item = try reader.next() {
                ready = try cutter.add(item)
            } else {
                ready = try cutter.finish()
                isAtEnd = true
            }
        }
        return ready.isEmpty ? nil : ready.removeFirst()
    }
}
