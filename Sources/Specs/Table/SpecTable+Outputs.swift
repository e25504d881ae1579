extension SpecTable {
    static let video: [SpecKey] = [
        SpecKey(
            "outputs.video.path", \.outputs.video.path,
            OptionalKind(kind: RecordingPathKind(), absent: "no video"),
            "The annotated MP4. With segments, and where a live source is watched again, further files follow: a time in "
                + "the name says when each begins, in UTC; else, and where the name is taken, .part2, .part3 and so on stand "
                + "before its extension."),
        SpecKey(
            "outputs.video.segment", \.outputs.video.segmentSeconds,
            OptionalKind(kind: DurationKind(range: 1...864_000), absent: "one file"),
            "Length of a file: a new one begins at whole multiples of it in the world's time, and where the source's "
                + "pictures or sound change."),
        SpecKey(
            "outputs.video.keep_for", \.outputs.video.kept.seconds,
            OptionalKind(kind: DurationKind(range: 1...3_155_760_000), absent: "for ever"),
            "Finished segments that were written longer ago are removed."),
        SpecKey(
            "outputs.video.keep_bytes", \.outputs.video.kept.bytes,
            OptionalKind(kind: ByteCountKind(range: 1 << 20...1 << 50), absent: "all"),
            "The oldest segments are removed while all of them together are larger."),
        SpecKey(
            "outputs.video.crf", \.outputs.video.crf, IntegerKind(range: 0...51),
            "Quality of the pictures: libx264's constant rate factor, lower is better and larger."),
        SpecKey(
            "outputs.video.preset", \.outputs.video.preset, ChoiceKind(choices: VideoSpec.presets),
            "Effort of the encoder: libx264's preset."),
        SpecKey(
            "outputs.video.mask_opacity", \.outputs.video.maskOpacity, NumberKind(range: 0...1),
            "Share of the colour inside a mask."),
        SpecKey("outputs.video.contours", \.outputs.video.showsContours, FlagKind(), "Whether masks are outlined."),
        SpecKey(
            "outputs.video.labels", \.outputs.video.showsLabels, FlagKind(),
            "Whether words and scores stand at the masks."),
        SpecKey(
            "outputs.video.level", \.outputs.video.showsLevel, FlagKind(), "Whether the level of the sound is shown."),
    ]

    static let events: [SpecKey] = [
        SpecKey(
            "outputs.events.path", \.outputs.events.path,
            OptionalKind(kind: TextKind(name: "a path, or - for the standard output"), absent: "no events"),
            "The stream of labels, JSON Lines."),
        SpecKey(
            "outputs.events.rotate_every", \.outputs.events.rotationSeconds,
            OptionalKind(kind: DurationKind(range: 1...315_576_000), absent: "never"),
            "At whole multiples of it, UTC, the file is renamed by the time of its first line, as "
                + "yard.20261122T203000Z.jsonl, and begun anew."),
        SpecKey(
            "outputs.events.rotate_bytes", \.outputs.events.rotationBytes,
            OptionalKind(kind: ByteCountKind(range: 1 << 10...1 << 50), absent: "never"),
            "A file that has become so large is renamed and begun anew."),
        SpecKey(
            "outputs.events.keep_for", \.outputs.events.kept.seconds,
            OptionalKind(kind: DurationKind(range: 1...3_155_760_000), absent: "for ever"),
            "Renamed files that were written longer ago are removed."),
        SpecKey(
            "outputs.events.keep_bytes", \.outputs.events.kept.bytes,
            OptionalKind(kind: ByteCountKind(range: 1 << 10...1 << 50), absent: "all"),
            "The oldest renamed files are removed while all of them together are larger."),
    ]

    static let archive: [SpecKey] = [
        SpecKey(
            "outputs.archive.folder", \.outputs.archive.folder,
            OptionalKind(kind: TextKind(name: "a path"), absent: "the source is one"),
            "Where the outputs of each file go if source.url is a folder or a pattern such as cam-*.mkv. A journal there says "
                + "what is done, so that a run goes on where an earlier one stopped."),
        SpecKey(
            "outputs.archive.video", \.outputs.archive.writesVideo, FlagKind(),
            "Whether an annotated MP4 is written beside the events of each file."),
    ]

    static let threads: [SpecKey] = [
        SpecKey(
            "threads.network", \.threads.network, IntegerKind(range: 0...1_024),
            "Threads of the matrix products (OpenBLAS). 0 lets the library choose, as for the other two."),
        SpecKey(
            "threads.decoder", \.threads.decoder, IntegerKind(range: 0...256), "Threads of the video decoder (FFmpeg)."),
        SpecKey("threads.encoder", \.threads.encoder, IntegerKind(range: 0...256), "Threads of the encoder (libx264)."),
    ]
}
