package import Events

/// A linked item after its pictures and sound have reached the file.
package struct RecordedItem: Sendable {
    package let item: LinkedItem
    /// Where the second stands in the annotated video; nil where it is not written.
    package var span: RecordedSpan?
    package var latency = StageLatency.none
    /// What has become of the video; nil where that is nothing new.
    package var outputStatus: OutputStatusRecord?
}
