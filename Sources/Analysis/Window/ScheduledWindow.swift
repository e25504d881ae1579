package import MediaTypes

/// Five snippets the mask decoder sees together, and which of them it speaks for.
package struct ScheduledWindow: Sendable, Equatable {
    /// One snippet a slot, oldest first; a run too short to fill the window repeats a snippet.
    package let slots: [SnippetKey]
    /// The slots whose snippets this window emits, rising. Each emits a different snippet.
    package let emitted: Range<Int>
    /// Whether the oldest snippet is repeated because five do not exist yet.
    package let isWarming: Bool

    package var from: SnippetKey { slots[0] }
    package var to: SnippetKey { slots[slots.count - 1] }
    package var emittedKeys: [SnippetKey] { Array(slots[emitted]) }

    /// The slot a snippet holds in its own right, not as the repetition that fills a short window.
    package func position(of key: SnippetKey) -> Int? {
        isWarming ? slots.lastIndex(of: key) : slots.firstIndex(of: key)
    }
}
