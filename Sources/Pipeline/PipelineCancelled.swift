/// Thrown by ring operations, and so by `emit`, when the graph was cancelled or the consumer is gone.
/// Stages let it pass; the runner does not count it as a failure.
package struct PipelineCancelled: Error, Sendable, CustomStringConvertible {
    package init() {}

    package var description: String { "the pipeline was cancelled" }
}
