import MediaTypes
import TestSupport
import Testing

@testable import Analysis

private let left = mask("##..")
private let right = mask("..##")

private func second(_ index: Int, _ labels: Label...) -> TrackedSecond {
    TrackedSecond(
        key: SnippetKey(epoch: 0, index: index), start: MediaTime(seconds: index), end: MediaTime(seconds: index + 1),
        labels: labels)
}

private func footprint(_ masks: (index: Int, mask: BinaryMask)...) -> Footprint {
    Footprint(keys: masks.map { SnippetKey(epoch: 0, index: $0.index) }, masks: masks.map(\.mask))
}

extension TrackEvent {
    fileprivate var summary: String {
        switch self {
        case .begin(let track): "begin \(track.id) at \(track.begin.seconds)"
        case .update(let track): "update \(track.id) at \(track.end.seconds)"
        case .end(let track, let reason): "end \(track.id) at \(track.end.seconds) \(reason)"
        }
    }
}

@Suite struct TrackLinkerTests {
    @Test func `a label in the same place keeps its track`() {
        var linker = TrackLinker()
        #expect(linker.link(second(0, label("dog", left))).events.map(\.summary) == ["begin 1 at 0.0"])
        let next = linker.link(second(1, label("dog", left), label("cat", right)))
        #expect(next.tracks == [1, 2])
        #expect(next.events.map(\.summary) == ["begin 2 at 1.0"])
    }

    @Test func `another word or another place is another track`() {
        var linker = TrackLinker()
        _ = linker.link(second(0, label("dog", left)))
        #expect(linker.link(second(1, label("wolf", left))).tracks == [2])
        #expect(linker.link(second(2, label("wolf", right))).tracks == [3])
    }

    @Test func `shared snippets decide over the last mask`() {
        var linker = TrackLinker()
        _ = linker.link(second(0, label("dog", left, footprint: footprint((0, left), (1, right)))))
        let moved = linker.link(second(1, label("dog", right, footprint: footprint((1, right), (2, right)))))
        #expect(moved.tracks == [1])
        let other = linker.link(second(2, label("dog", right, footprint: footprint((1, left), (2, left)))))
        #expect(other.tracks == [2])
    }

    @Test func `a pause of one second keeps a track, one of two ends it`() {
        var linker = TrackLinker()
        _ = linker.link(second(0, label("dog", left)))
        #expect(linker.link(second(1)).events.isEmpty)
        #expect(linker.link(second(2, label("dog", left))).tracks == [1])
        #expect(linker.link(second(3)).events.isEmpty)
        #expect(linker.link(second(4)).events.map(\.summary) == ["end 1 at 3.0 silence"])
        #expect(linker.link(second(5, label("dog", left))).tracks == [2])
    }

    @Test func `an update comes every ten seconds while the sound lasts`() {
        var linker = TrackLinker()
        var events: [TrackEvent] = []
        for index in 0..<35 where index != 20 { events += linker.link(second(index, label("dog", left))).events }
        #expect(
            events.map(\.summary) == ["begin 1 at 0.0", "update 1 at 11.0", "update 1 at 22.0", "update 1 at 32.0"])
    }

    @Test func `a track tells its greatest scores and how long it was labelled`() {
        var linker = TrackLinker()
        _ = linker.link(second(0, label("dog", score: 0.4, sounding: 0.9, left)))
        _ = linker.link(second(1))
        _ = linker.link(second(2, label("dog", score: 0.7, sounding: 0.6, left)))
        guard case .end(let track, .stop)? = linker.close(.stop).first else {
            Issue.record("no end")
            return
        }
        #expect(track.score == 0.7)
        #expect(track.sounding == 0.9)
        #expect(track.labelledSeconds == 2)
        #expect(track.end == MediaTime(seconds: 3))
    }

    @Test(arguments: TrackEndReason.allCases)
    func `closing ends every open track once`(reason: TrackEndReason) {
        var linker = TrackLinker(nextTrack: 17)
        _ = linker.link(second(0, label("dog", left), label("cat", right)))
        #expect(linker.close(reason).map(\.summary) == ["end 17 at 1.0 \(reason)", "end 18 at 1.0 \(reason)"])
        #expect(linker.close(reason).isEmpty)
        #expect(linker.nextTrack == 19)
    }

    @Test func `every begin has one end whatever the labels do`() {
        var linker = TrackLinker()
        let random = SplitMix("tracks")
        var begun: [Int] = []
        var ended: [Int] = []
        func count(_ events: [TrackEvent]) {
            for event in events {
                switch event {
                case .begin(let track): begun.append(track.id)
                case .update(let track): #expect(begun.contains(track.id) && !ended.contains(track.id))
                case .end(let track, _): ended.append(track.id)
                }
            }
        }
        for index in 0..<500 {
            let labels = ["dog", "cat", "car"].enumerated()
                .filter { random[6 * index + $0.offset] % 3 != 0 }
                .map { label($0.element, random[6 * index + 3 + $0.offset] % 4 == 0 ? right : left) }
            count(
                linker.link(
                    TrackedSecond(
                        key: SnippetKey(epoch: 0, index: index), start: MediaTime(seconds: index),
                        end: MediaTime(seconds: index + 1), labels: labels)
                ).events)
        }
        count(linker.close(.stop))
        #expect(begun == begun.sorted() && Set(begun).count == begun.count)
        #expect(ended.sorted() == begun)
    }

    @Test func `a restored linker goes on as if uninterrupted`() {
        let seconds = (0..<30).map { index in
            index % 7 == 5 ? second(index) : second(index, label("dog", index < 18 ? left : right), label("cat", left))
        }
        var whole = TrackLinker()
        let uninterrupted = seconds.map { whole.link($0) }
        for cut in 2...29 {
            var before = TrackLinker()
            for second in seconds.prefix(cut) { _ = before.link(second) }
            let logged = before.open.map { OpenTrack(track: $0.track, lastKey: $0.lastKey, reported: $0.reported) }
            var resumed = TrackLinker(
                nextTrack: before.nextTrack, restoring: logged, from: Array(seconds[cut - 2..<cut]))
            #expect(seconds[cut...].map { resumed.link($0) } == Array(uninterrupted[cut...]))
        }
    }
}
