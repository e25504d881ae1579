import Media
import MediaTypes

/// Cuts what a reader decodes into snippets, epoch by epoch. The only place where time is cut.
///
/// Snippet `i` of an epoch is the second `[t0 + i, t0 + i + 1)`; `t0` is the earlier first timestamp of the two tracks, or
/// each track's own first where their clocks are unrelated. A second exists where a picture begins in it or it holds a
/// sample; whole seconds without either are a gap.
package struct SnippetCutter {
    private var source: SourceDescription
    private let options: CutOptions
    /// Of the epoch that began last: one of which nothing comes is none.
    private var number: Int
    private var start: EpochStart?
    private var held: [MediaItem] = []
    private var epoch: EpochCut?
    /// Something of the epoch has been given out, so it can be no other any more.
    private var isAnnounced = false
    /// The epoch begins because the streams changed.
    private var isReformed = false
    /// Where the epoch before began on the source's own clock, and how long it was.
    private var previous: (start: MediaTime, length: MediaTime)?

    package init(_ source: SourceDescription, options: CutOptions = CutOptions()) {
        self.source = source
        self.options = options
        number = options.firstEpoch - 1
    }

    /// Takes in one item of the reader; gives out what it completes.
    package mutating func add(_ item: MediaItem) throws -> [CutItem] {
        switch item.content {
        case .epochBegan(let alignedClocks):
            return try end(for: source, alignedClocks, isReformed: false)
        case .formatChanged(let format, let alignedClocks, let isFirst):
            guard isFirst, start != nil, epoch == nil || !isAnnounced else {
                return try end(for: format, alignedClocks, isReformed: true)
            }
            source = format
            isReformed = true
            epoch?.amend(format)
            return []
        case .notice(let notice):
            return [.notice(notice)]
        case .pictures, .sound, .progress:
            guard epoch == nil else { return announcing(try epoch?.add(item) ?? []) }
            held.append(item)
            guard let clock = start?.add(item) else { return [] }
            return try begin(clock)
        }
    }

    /// Ends an epoch, and waits for what tells when the next begins.
    private mutating func end(
        for next: SourceDescription, _ alignedClocks: Bool, isReformed: Bool
    ) throws -> [CutItem] {
        let rest = try finish()
        source = next
        self.isReformed = isReformed
        start = EpochStart(alignedClocks: alignedClocks, byteLimit: options.byteCap)
        return rest
    }

    /// Gives out the rest of the last epoch.
    package mutating func finish() throws -> [CutItem] {
        var items: [CutItem] = []
        if epoch == nil, let clock = start?.clock { items += try begin(clock) }
        let rest = try epoch?.finish() ?? []
        items += announcing(rest, isLast: true)
        if let epoch { previous = (sourceStart(of: epoch.clock), epoch.length) }
        epoch = nil
        start = nil
        held = []
        return items
    }

    private mutating func begin(_ clock: EpochClock) throws -> [CutItem] {
        number += 1
        var cut = EpochCut(number: number, clock: clock, options: options, source: source)
        isAnnounced = false
        var items: [CutItem] = []
        for item in held { items += try cut.add(item) }
        held = []
        epoch = cut
        return announcing(items)
    }

    /// What is given out of the epoch; before the first of it, the epoch itself.
    private mutating func announcing(_ items: [CutItem], isLast: Bool = false) -> [CutItem] {
        guard !isAnnounced, isLast || !items.isEmpty, let epoch, options.from.map({ number >= $0.epoch }) ?? true else {
            return items
        }
        isAnnounced = true
        return [.epochBegan(announced(epoch.clock))] + items
    }

    private func announced(_ clock: EpochClock) -> Epoch {
        Epoch(
            number: number, reason: reason(of: clock), source: source,
            videoStart: source.video.map { _ in clock.video },
            soundStart: source.sound.map { _ in clock.sound }, alignedClocks: start?.alignedClocks ?? false)
    }

    /// Whether the source's own timestamps went on behind the end of the epoch before, or back before it.
    private func reason(of clock: EpochClock) -> Epoch.Reason {
        if isReformed { return .format }
        guard let previous else { return .open }
        let end = previous.start + previous.length
        return sourceStart(of: clock) < end ? .backwards : .forwards
    }

    /// On the picture's clock where there is one.
    private func sourceStart(of clock: EpochClock) -> MediaTime { source.video == nil ? clock.sound : clock.video }
}
