/// A linked item after its pictures and sound have reached the file.
package struct RecordedItem: Sendable {
    package let item: LinkedItem
    /// Where the second stands in the annotated video; nil where none is written.
    package let span: RecordedSpan?
    package let latency: StageLatency
}
