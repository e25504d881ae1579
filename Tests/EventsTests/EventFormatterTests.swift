import Events
import MediaTypes
import Testing

@Suite struct EventFormatterTests {
    private static func texts(_ records: [EventRecord], isColored: Bool = false) -> [String] {
        var formatter = EventFormatter(isColored: isColored)
        return records.enumerated().compactMap { index, record in
            formatter.text(for: EventLine(sourceID: "yard", seq: index + 1, record: record))
        }
    }

    private static func second(_ index: Int, _ tracks: [Int], level: Double = -30) -> EventRecord {
        var record = SnippetRecord(
            span: Examples.span(0, index, index + 1), state: .analysed,
            audio: SnippetAudio(levelDBFS: level, peakDBFS: level))
        record.labels = tracks.map {
            LabelRecord(label: $0 == 1 ? "dog" : "car", score: 0.816, sounding: 0.9, track: $0, mask: Examples.mask)
        }
        return .snippet(record)
    }

    @Test func `each second says place, level and labels, and each lasting sound keeps its column`() {
        let end = SoundEndRecord(
            track: 1, label: "dog", span: Examples.span(0, 0, 2), reason: .silence, score: 0.8, sounding: 0.9)
        let texts = Self.texts([
            Self.second(0, [1]), Self.second(1, [1, 2]), Self.second(2, [2], level: -.infinity), .soundEnd(end),
            Self.second(3, [2]),
        ])
        #expect(
            texts == [
                "   0:00  ██▌    -30 dB   ┃    dog 82 %",
                "   0:01  ██▌    -30 dB   ┃┃   dog 82 %, car 82 %",
                "   0:02          -∞ dB   ·┃   car 82 %",
                "   0:02  dog sounded for 2.0 s",
                "   0:03  ██▌    -30 dB    ┃   car 82 %",
            ])
    }

    @Test func `every state and lifecycle line has its words`() {
        let texts = Self.texts(Examples.records.map(\.record))
        #expect(
            texts == [
                "── yard: holiday.mp4, model sandbox, words: dog, emergency car, resumed after 0:41 ──",
                "20:36:40  2:15:21  ██▍    -31 dB   ┃    dog 81 %",
                "   0:03                  ·    no picture",
                "20:36:40  2:15:22  gap of 8.0 s (timeout)",
                "20:36:40  2:15:22  dog sounded for 3.0 s (gap)",
                "·· source stalled (timeout): no packet for 10 s",
                "·· video restored: No space left on device",
                "·· listening for animal, emergency car",
                "·· 2:15:25  too slow: stride given up: the backbone needs 1.4 s",
                "── stopped (signal), damaged: 0.033367 s silent, 1.0 s analysed, 8.0 s gap: 3 packets could not be decoded ──",
            ])
    }

    @Test func `colours are written only when asked for`() {
        let plain = Self.texts(Examples.records.map(\.record))
        let colored = Self.texts(Examples.records.map(\.record), isColored: true)
        #expect(!plain.joined().contains("\u{1B}"))
        #expect(colored.map { $0.replacing(/\u{1B}\[\d+m/, with: "") } == plain)
        #expect(colored.allSatisfy { !$0.contains("\u{1B}") || $0.hasSuffix("\u{1B}[0m") || $0.contains("\u{1B}[0m") })
    }

    @Test(
        arguments: [
            (["Dog"], nil, ["snippet", "sound_begin", "sound_update", "sound_end"]),
            (["emergency-car"], nil, []),
            (
                [], "8122",
                [
                    "gap", "sound_update", "sound_end", "source_status", "output_status", "vocabulary", "overload",
                    "heartbeat", "stop",
                ]
            ),
            ([], "2026-11-22T20:36:41Z", []),
            (["dog"], "8122.0", ["sound_update", "sound_end"]),
        ] as [([String], String?, [String])])
    func `the filter admits labels and times`(_ labels: [String], _ since: String?, _ types: [String]) {
        var filter = EventFilter(labels: labels, since: since.flatMap(EventFilter.Since.init(parsing:)))
        #expect(Examples.lines.filter { filter.admits($0) }.map(\.record.typeName) == types)
    }

    @Test(arguments: ["", "soon", "12:00", "1e99"]) func `what is no time is refused`(_ text: String) {
        #expect(EventFilter.Since(parsing: text) == nil)
    }
}
