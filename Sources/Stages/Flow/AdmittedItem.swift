package import Events
import MediaTypes
package import Snippets

/// A step of a source with what overload makes of it. Every branch is given the same steps, so that all see a snippet as
/// analysed or none does.
package enum AdmittedItem: Sendable {
    /// Analysed where it is a snippet.
    case whole(CutItem, isOverlayReduced: Bool)
    /// Recorded without being analysed.
    case unanalysed(Snippet, isOverlayReduced: Bool, endsRun: Bool)
    /// Something is given up, or done again, from the next snippet on.
    case overload(OverloadRecord, stride: Int)

    /// The key that pairs a snippet with its labels; nil for what only keeps its place.
    var analysedKey: SnippetKey? {
        guard case .whole(.snippet(let snippet), _) = self else { return nil }
        return snippet.key
    }

    /// What the sound branch sees.
    var analysed: AnalysisInput? {
        guard case .whole(.snippet(let snippet), _) = self else { return nil }
        return AnalysisInput(snippet)
    }

    /// What the picture branch sees.
    var windowStep: WindowStep<AnalysisInput>? {
        switch self {
        case .whole(.snippet(let snippet), _): .snippet(AnalysisInput(snippet))
        case .whole(.gap, _): .endRun
        case .whole(.status(let status), _): status.state == .healthy ? nil : .endRun
        // The first snippet of an epoch ends the run before it; a resumed recording begins with an epoch, in its middle.
        case .whole(.epochBegan, _), .whole(.notice, _), .whole(.watched, _): nil
        case .unanalysed(_, _, let endsRun): endsRun ? .endRun : nil
        case .overload(let record, let stride): record.shed == .stride ? .stride(stride) : nil
        }
    }
}
