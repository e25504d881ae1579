import Events
import MediaTypes

/// One line of each type with every field it can have, and a snippet line with as few as it can.
enum Examples {
    static let mask = RunLengthMask(
        BinaryMask(width: 4, height: 3, pixels: [0, 1, 1, 0, 0, 1, 1, 0, 0, 0, 1, 0]))
    static let time = EventTime(time: WallClock(milliseconds: 1_795_379_800_250), origin: .rtcpNTP)
    static let ticks = TimeBase(1, 90_000)

    static func span(_ epoch: Int, _ start: Int, _ end: Int) -> MediaSpan {
        MediaSpan(epoch: epoch, start: MediaTime(seconds: start), end: MediaTime(seconds: end))
    }

    static let start = StartRecord(
        version: "0.1.0",
        source: SourceFacts(
            kind: .file, name: "holiday.mp4", digest: "sha256:5eed", bytes: 1_234_567,
            container: "mov,mp4,m4a,3gp,3g2,mj2",
            duration: MediaTime(12_345_678, .microseconds),
            video: .init(stream: 0, codec: "h264", width: 1280, height: 720),
            audio: .init(stream: 1, codec: "aac", sampleRate: 48_000, channels: 2)),
        model: "sandbox@sha256:cd34", vocabulary: "sha256:ab12", words: ["dog", "emergency car"],
        options: JSONObject([
            ("stride", .integer(1)), ("emit", .string("center")), ("score_threshold", .decimal(0.3, places: 4)),
        ]),
        resumedAfter: SnippetKey(epoch: 0, index: 41), continuesFile: true,
        carried: CarriedState(
            end: LedgerEnd(epoch: 2, time: MediaTime(seconds: 8121), worldTime: time),
            videoEnd: MediaTime(seconds: 9000),
            nextTrack: 18,
            openSounds: [
                .init(
                    track: 17, label: "dog", known: .base, span: span(2, 8119, 8121), score: 0.8112, sounding: 0.9341,
                    seconds: 2, updated: MediaTime(seconds: 8120))
            ],
            ledger: stop.ledger, damage: stop.damage))

    static let snippet = SnippetRecord(
        span: span(2, 8121, 8122), state: .analysed, reason: "none", time: time,
        audio: SnippetAudio(levelDBFS: -31.24, peakDBFS: -22.75, missingSamples: 160, trimmedSamples: 16),
        frame: KeyFrame(width: 1280, height: 720, pts: 730_935_000, timeBase: ticks),
        window: SnippetWindow(from: 8117, to: 8121, isWarming: true),
        labels: [
            LabelRecord(label: "dog", score: 0.81118, sounding: 0.93411, known: .base, track: 17, mask: mask)
        ],
        below: [WordScore(word: "cat", score: 0.07), WordScore(word: "car", score: 0.03)],
        vocabulary: "sha256:ab12", model: "sandbox@sha256:cd34",
        video: VideoPosition(
            pts: 8_121_000, timeBase: .milliseconds, pictures: 25, firstPicturePTS: 8_121_020, lostPictures: 1),
        damage: DamageCounts(videoErrors: 2, audioErrors: 1),
        epochStart: EpochStart(
            reason: .open, video: .init(pts: -3_003, timeBase: ticks),
            audio: .init(pts: 0, timeBase: TimeBase(1, 48_000)), tracksAligned: false))

    static let shortest = SnippetRecord(
        span: MediaSpan(
            epoch: 0, start: MediaTime(seconds: 3), end: MediaTime(3 * 30_000 + 1_001, TimeBase(1, 30_000))),
        state: .noVideo)

    static let records: [(name: String, record: EventRecord)] = [
        ("start", .start(start)),
        ("snippet", .snippet(snippet)),
        ("snippet without anything", .snippet(shortest)),
        (
            "gap",
            .gap(
                GapRecord(
                    span: span(2, 8122, 8130), reason: "timeout", time: time,
                    video: VideoPosition(pts: 8_122_000, timeBase: .milliseconds, pictures: 0),
                    epochStart: EpochStart(reason: .backwards, video: nil, audio: nil, tracksAligned: true)))
        ),
        (
            "sound_begin",
            .soundBegin(
                SoundBeginRecord(
                    track: 17, label: "dog", known: .novel, epoch: 2, start: MediaTime(seconds: 8119), time: time,
                    score: 0.5, sounding: 1))
        ),
        (
            "sound_update",
            .soundUpdate(
                SoundUpdateRecord(
                    track: 17, label: "dog", span: span(2, 8119, 8122), time: time, score: 0.8112, sounding: 0.9341))
        ),
        (
            "sound_end",
            .soundEnd(
                SoundEndRecord(
                    track: 17, label: "dog", span: span(2, 8119, 8122), time: time, reason: .gap, score: 0.8112,
                    sounding: 0.9341))
        ),
        (
            "source_status",
            .sourceStatus(SourceStatusRecord(status: "stalled", reason: "timeout", message: "no packet for 10 s"))
        ),
        (
            "output_status",
            .outputStatus(
                OutputStatusRecord(
                    output: .video, status: .restored, lost: MediaTime(seconds: 12), message: "No space left on device")
            )
        ),
        (
            "vocabulary",
            .vocabulary(
                VocabularyRecord(
                    vocabulary: "sha256:ab12", model: "sandbox@sha256:cd34",
                    words: [
                        .init(
                            word: "animal", known: .base, synonyms: ["puppy"], standsFor: "dog", threshold: 0.4),
                        .init(word: "emergency car"),
                    ],
                    background: ["cat", "vacuum cleaner"]))
        ),
        (
            "overload",
            .overload(
                OverloadRecord(
                    epoch: 2, start: MediaTime(seconds: 8125), shed: .stride, isActive: true,
                    message: "the backbone needs 1.4 s"))
        ),
        ("heartbeat", .heartbeat(HeartbeatRecord(epoch: 2, end: MediaTime(seconds: 8130)))),
        ("stop", .stop(stop)),
    ]

    static let stop: StopRecord = {
        var ledger = Ledger()
        ledger.add(.analysed, span(2, 8121, 8122))
        ledger.add(.silent, shortest.span)
        ledger.addGap(span(2, 8122, 8130))
        return StopRecord(
            reason: .signal, outcome: .damaged, ledger: ledger, damage: DamageCounts(videoErrors: 2, audioErrors: 1),
            message: "3 packets could not be decoded")
    }()

    static let wall = WallFields(
        written: WallClock(milliseconds: 1_795_379_801_913), file: "yard-20261122T203000Z.mp4", filePTS: 401_000,
        latency: [.init(stage: "decode", milliseconds: 18), .init(stage: "backbone", milliseconds: 410)],
        details: JSONObject([("pid", .integer(4_711))]))

    /// The examples as lines, numbered from 1.
    static let lines: [EventLine] = records.enumerated().map { index, example in
        EventLine(sourceID: "yard", seq: index + 1, record: example.record, wall: wall)
    }
}
