package import Analysis
package import Events
import Synchronization

/// The words a running pipeline names by; they may be exchanged between two snippets, from any thread.
package final class NamingInForce: Sendable {
    /// How candidates are named, and how the events say by which words.
    package struct Words: Sendable {
        package let naming: Naming
        package let record: VocabularyRecord

        package init(naming: Naming, record: VocabularyRecord) {
            self.naming = naming
            self.record = record
        }
    }

    private let words: Mutex<Words>

    package init(_ words: Words) {
        self.words = Mutex(words)
    }

    package var current: Words { words.withLock { $0 } }

    package func change(to words: Words) {
        self.words.withLock { $0 = words }
    }
}
