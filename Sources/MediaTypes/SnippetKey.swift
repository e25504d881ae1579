/// Names one second of a source: the epoch it lies in and its index there. Orders as media time does.
package struct SnippetKey: Sendable, Hashable, Comparable {
    package let epoch: Int
    package let index: Int

    package init(epoch: Int, index: Int) {
        self.epoch = epoch
        self.index = index
    }

    package static func < (left: SnippetKey, right: SnippetKey) -> Bool {
        (left.epoch, left.index) < (right.epoch, right.index)
    }
}
