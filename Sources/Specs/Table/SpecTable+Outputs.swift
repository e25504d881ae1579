extension SpecTable {
    static let video: [SpecKey] = [
        SpecKey(
            "outputs.video.path", \.outputs.video.path,
            OptionalKind(kind: TextKind(name: "a path"), absent: "no video"),
            "The annotated MP4."),
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
            "The stream of labels, JSON Lines.")
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
