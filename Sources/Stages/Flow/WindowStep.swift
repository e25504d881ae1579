/// What the picture branch carries up to the window: snippets, and between them what the window has to be told.
package enum WindowStep<Snippet: Sendable>: Sendable {
    case snippet(Snippet)
    /// Nothing that follows belongs to the run before: its seconds are not to wait for more.
    case endRun
    /// Seconds from window to window from here on.
    case stride(Int)

    /// The same step with what `transform` makes of a snippet.
    func map<Result>(_ transform: (Snippet) throws -> Result) rethrows -> WindowStep<Result> {
        switch self {
        case .snippet(let snippet): .snippet(try transform(snippet))
        case .endRun: .endRun
        case .stride(let stride): .stride(stride)
        }
    }

    var snippet: Snippet? {
        guard case .snippet(let snippet) = self else { return nil }
        return snippet
    }
}
