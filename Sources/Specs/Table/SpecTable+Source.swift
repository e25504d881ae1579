extension SpecTable {
    static let source: [SpecKey] = [
        SpecKey(
            "source.id", \.source.id, OptionalKind(kind: TextKind(), absent: "made from the url"),
            "Names the source in every event."),
        SpecKey(
            "source.url", \.source.url, TextKind(name: "a path or address"), isRequired: true,
            "File to watch, or any address FFmpeg opens. ${NAME} stands for a credential or a variable of the environment."
        ),
        SpecKey(
            "source.credentials_file", \.source.credentialsFile,
            OptionalKind(kind: TextKind(name: "a path"), absent: "none"),
            "A file of NAME=value lines for ${NAME}. Without it ${NAME} is a file in systemd's credentials directory, or a "
                + "variable of the environment."),
        SpecKey(
            "source.kind", \.source.kind, CaseKind(),
            "Whether the source is a file, read to its end, or live, watched for ever; auto goes by the address: network "
                + "protocols and devices are live."),
        SpecKey(
            "source.transport", \.source.transport, CaseKind(),
            "How the packets of an RTSP source travel; auto is TCP, and UDP where the server refuses that."),
        SpecKey(
            "source.timeout_s", \.source.timeoutSeconds,
            OptionalKind(kind: IntegerKind(range: 1...600), absent: "8, of HLS 30"),
            "Seconds a live source, or one of its tracks, may bring nothing before it counts as stalled."),
        SpecKey(
            "source.video_stream", \.source.videoStream, StreamKind(),
            "Which stream of pictures: the best one, none, or the one with this number."),
        SpecKey(
            "source.audio_stream", \.source.audioStream, StreamKind(),
            "Which stream of sound: the best one, none, or the one with this number."),
        SpecKey(
            "source.start_time", \.source.startTime, StartTimeKind(),
            "Time of the first picture or sample: the container's creation time, unknown, given here, or read from the "
                + "file's name by a strptime pattern."),
        SpecKey(
            "source.max_picture", \.source.maximumPicture, PictureSizeKind(),
            "The largest picture accepted, by area. The memory bound is computed for it."),
        SpecKey(
            "source.max_snippet_bytes", \.source.maximumSnippetBytes, ByteCountKind(range: 1 << 20...1 << 40),
            "The most one second of pictures and sound may take while it waits for its labels. A second over it is held "
                + "with fewer pictures, and that is recorded."),
    ]
}
