package import Analysis
import Events
package import MediaTypes
package import Pipeline
import Snippets

/// Puts snippets and labels together and links labels to sounds that last.
///
/// Where a recording goes on, the seconds before the cut come first: they only restore the linker.
package struct TrackStage: Stage {
    package typealias Input = Joined<AdmittedItem, NamedSecond>

    /// Sounds left open by an earlier run, and the first second that is new.
    package struct Restoration: Sendable {
        package let cut: SnippetKey
        package let nextTrack: Int
        package let open: [OpenTrack]

        package init(cut: SnippetKey, nextTrack: Int, open: [OpenTrack]) {
            self.cut = cut
            self.nextTrack = nextTrack
            self.open = open
        }
    }

    private var linker = TrackLinker()
    private var restoration: Restoration?
    private var replayed: [TrackedSecond] = []
    /// Digest of the words in force.
    private var vocabulary: String

    /// - Parameter vocabulary: digest of the words in force at the beginning.
    package init(restoring restoration: Restoration?, vocabulary: String) {
        self.restoration = restoration
        self.vocabulary = vocabulary
    }

    package mutating func process(_ input: Input, emit: (LinkedItem) throws -> Void) throws {
        switch input.left {
        case .whole(.snippet(let snippet), let isOverlayReduced):
            let named = input.right ?? .dropped(snippet.key)
            try add(snippet, named, DropReason(input.missing), isOverlayReduced, emit)
        case .unanalysed(let snippet, let isOverlayReduced, _):
            try add(snippet, .dropped(snippet.key), .overload, isOverlayReduced, emit)
        case .whole(let item, _): try addStep(item, emit)
        case .overload(let record, _): try emit(.overload(record))
        case nil: return
        }
    }

    private mutating func add(
        _ snippet: Snippet, _ named: NamedSecond, _ reason: DropReason?, _ isOverlayReduced: Bool,
        _ emit: (LinkedItem) throws -> Void
    ) throws {
        guard isNew(snippet.key, seen(snippet, named)) else { return }
        if let words = named.vocabulary, words.vocabulary != vocabulary {
            vocabulary = words.vocabulary
            try emit(.vocabulary(words, ended: linker.close(.vocabulary)))
        }
        let link = linker.link(seen(snippet, named))
        try emit(
            .second(
                LinkedSnippet(
                    snippet: snippet, state: named.state, dropReason: reason, isOverlayReduced: isOverlayReduced,
                    loudness: named.loudness, window: named.window, labels: named.labels, tracks: link.tracks,
                    events: link.events, latency: named.latency)))
    }

    private mutating func addStep(_ item: CutItem, _ emit: (LinkedItem) throws -> Void) throws {
        switch item {
        case .snippet: return
        case .epochBegan(let epoch):
            guard isNew(SnippetKey(epoch: epoch.number, index: 0)) else { return }
            try emit(.epoch(epoch, ended: linker.close(.epoch)))
        case .gap(let gap):
            guard isNew(SnippetKey(epoch: gap.epoch, index: Int(gap.span.lowerBound.wholeSecond))) else { return }
            try emit(.gap(gap, ended: linker.close(.gap)))
        case .notice(let notice):
            try emit(.notice(notice))
        case .status(let status):
            try emit(.status(status))
        case .watched(let instant):
            try emit(.watched(instant))
        }
    }

    package mutating func drain(emit: (LinkedItem) throws -> Void) throws {
        try emit(.end(ended: linker.close(.stop)))
    }

    /// Whether a step lies at or behind the cut; keeps `second` for the linker where it does not.
    private mutating func isNew(_ key: SnippetKey, _ second: TrackedSecond? = nil) -> Bool {
        guard let restoration else { return true }
        guard key >= restoration.cut else {
            if let second { replayed.append(second) }
            return false
        }
        linker = TrackLinker(
            nextTrack: restoration.nextTrack, restoring: restoration.open, from: Array(replayed.suffix(2)))
        self.restoration = nil
        replayed = []
        return true
    }

    private func seen(_ snippet: Snippet, _ named: NamedSecond) -> TrackedSecond {
        TrackedSecond(
            key: snippet.key, start: snippet.start, end: snippet.start + snippet.duration,
            labels: named.labels.labels)
    }
}

extension NamedSecond {
    /// A second whose analysis never came.
    fileprivate static func dropped(_ key: SnippetKey) -> NamedSecond {
        NamedSecond(
            key: key, state: .dropped, loudness: nil, window: nil, labels: .none, vocabulary: nil, latency: .none)
    }
}
