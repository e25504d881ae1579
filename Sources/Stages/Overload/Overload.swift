import MediaTypes
import Snippets
import Synchronization

/// The overload control of a running pipeline: asked by its source, told by the stages at the ends of its branches.
package final class Overload: Sendable {
    private let control: Mutex<OverloadControl>
    private let start = ContinuousClock.now

    package init(_ limits: OverloadLimits) {
        control = Mutex(OverloadControl(limits))
    }

    /// A step of the source with what is decided about it, behind what that changes.
    func admitted(_ item: CutItem) -> [AdmittedItem] {
        guard case .snippet(let snippet) = item else { return [.whole(item, isOverlayReduced: false)] }
        let (decision, stride) = control.withLock { control in
            let pictures = snippet.recording.pictures.count
            return (control.decide(snippet.key, pictures: pictures, at: now), control.stride)
        }
        let changes = decision.changes.map { AdmittedItem.overload($0.record(at: snippet), stride: stride) }
        return changes + [AdmittedItem(snippet, decision)]
    }

    /// Every snippet up to `key` has left the analysis.
    func finished(through key: SnippetKey) {
        control.withLock { $0.finish(through: key, at: now) }
    }

    /// An item has been recorded.
    func recorded(_ item: RecordedItem) {
        guard case .second(let second) = item.item else { return }
        control.withLock {
            $0.record(second.key, pictures: item.span?.pictures ?? 0, taking: item.latency.total)
        }
    }

    private var now: Duration { ContinuousClock.now - start }
}

extension AdmittedItem {
    fileprivate init(_ snippet: Snippet, _ decision: OverloadControl.Decision) {
        let kept = snippet.keepingPictures(every: decision.pictureStep)
        self =
            decision.isAnalysed
            ? .whole(.snippet(kept), isOverlayReduced: decision.isOverlayReduced)
            : .unanalysed(kept, isOverlayReduced: decision.isOverlayReduced, endsRun: decision.endsRun)
    }
}
