import Events
import MediaTypes

/// A small job told consistently: two epochs, a gap, a sound over several seconds and one that a change of words ends.
struct JobFixture {
    static let mask = RunLengthMask(BinaryMask(width: 4, height: 3, pixels: [0, 1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 0]))
    static let model = "sandbox@sha256:cd34"

    private(set) var records: [EventRecord] = []
    private var ledger = Ledger()
    private var vocabulary = "sha256:ab12"

    static let start = StartRecord(
        version: "0.1.0", source: SourceFacts(kind: .file, name: "clip.mp4"), model: model, vocabulary: "sha256:ab12",
        words: ["dog", "car"], options: JSONObject([("stride", .integer(1))]))

    init() {
        records = [.start(Self.start), words("sha256:ab12", ["dog", "car"])]
        second(0, 0)
        begin(1, "dog", 0, 1)
        second(0, 1, labels: [(1, "dog")])
        second(0, 2, labels: [(1, "dog")])
        second(0, 3, state: .silent)
        end(1, "dog", 0, 1, 3, .silence)
        second(0, 4, state: .noAudio)
        gap(0, 5, 8)
        second(0, 8)
        second(0, 9, milliseconds: 480)
        begin(2, "car", 1, 0)
        second(1, 0, labels: [(2, "car")])
        end(2, "car", 1, 0, 1, .vocabulary)
        vocabulary = "sha256:ef56"
        records.append(words(vocabulary, ["car"]))
        begin(3, "car", 1, 1)
        second(1, 1, labels: [(3, "car")])
        end(3, "car", 1, 1, 2, .stop)
        records.append(.stop(StopRecord(reason: .endOfStream, outcome: .complete, ledger: ledger)))
    }

    /// The records as an event file's lines.
    static func lines(_ records: [EventRecord], firstSeq: Int = 1) -> [String] {
        records.enumerated().map { EventLine(sourceID: "yard", seq: $0 + firstSeq, record: $1).text }
    }

    var lines: [String] { Self.lines(records) }

    private func words(_ digest: String, _ words: [String]) -> EventRecord {
        .vocabulary(
            VocabularyRecord(
                vocabulary: digest, model: Self.model, words: words.map { .init(word: $0) }, background: ["cat"]))
    }

    private static func span(_ epoch: Int, _ index: Int, milliseconds: Int = 1_000) -> MediaSpan {
        MediaSpan(
            epoch: epoch, start: MediaTime(seconds: index),
            end: MediaTime(Int64(index * 1_000 + milliseconds), .milliseconds))
    }

    private func epochStart(_ epoch: Int, _ index: Int) -> EpochStart? {
        guard index == 0 else { return nil }
        let zero = EpochStart.Track(pts: 0, timeBase: .milliseconds)
        return EpochStart(reason: epoch == 0 ? .open : .backwards, video: zero, audio: zero)
    }

    private mutating func second(
        _ epoch: Int, _ index: Int, state: SnippetState = .analysed, milliseconds: Int = 1_000,
        labels: [(track: Int, word: String)] = []
    ) {
        let span = Self.span(epoch, index, milliseconds: milliseconds)
        let time = EventTime(
            time: WallClock(milliseconds: Int64(1_700_000_000_000 + epoch * 60_000 + index * 1_000)), origin: .container
        )
        ledger.add(state, span)
        records.append(
            .snippet(
                SnippetRecord(
                    span: span, state: state, time: time,
                    audio: state == .noAudio ? nil : SnippetAudio(levelDBFS: -20, peakDBFS: -10),
                    frame: KeyFrame(width: 4, height: 3, pts: Int64(index * 1_000 + 400), timeBase: .milliseconds),
                    window: state == .analysed ? SnippetWindow(from: max(0, index - 4), to: index) : nil,
                    labels: labels.map {
                        LabelRecord(label: $0.word, score: 0.8, sounding: 0.9, track: $0.track, mask: Self.mask)
                    },
                    below: [WordScore(word: "cat", score: 0.2)], vocabulary: vocabulary, model: Self.model,
                    video: VideoPosition(
                        pts: Int64((epoch == 0 ? 0 : 9_480) + index * 1_000), timeBase: .milliseconds),
                    epochStart: epochStart(epoch, index))))
    }

    private mutating func gap(_ epoch: Int, _ start: Int, _ end: Int) {
        let span = Self.span(epoch, start, milliseconds: (end - start) * 1_000)
        ledger.addGap(span)
        let time = EventTime(
            time: WallClock(milliseconds: Int64(1_700_000_000_000 + start * 1_000)), origin: .container)
        records.append(.gap(GapRecord(span: span, reason: "no_media", time: time)))
    }

    private mutating func begin(_ track: Int, _ label: String, _ epoch: Int, _ start: Int) {
        records.append(
            .soundBegin(
                SoundBeginRecord(
                    track: track, label: label, epoch: epoch, start: MediaTime(seconds: start), score: 0.8,
                    sounding: 0.9)))
    }

    private mutating func end(
        _ track: Int, _ label: String, _ epoch: Int, _ start: Int, _ end: Int, _ reason: SoundEndRecord.Reason
    ) {
        let span = MediaSpan(epoch: epoch, start: MediaTime(seconds: start), end: MediaTime(seconds: end))
        records.append(
            .soundEnd(
                SoundEndRecord(track: track, label: label, span: span, reason: reason, score: 0.8, sounding: 0.9)))
    }
}
