import ArgumentParser
import Stages
import Words

/// A flag the user gave, as the key of a pipeline spec that it sets.
struct SpecSetting {
    let flag: String
    let key: String
    let values: [String]

    /// Nil where the flag was not given.
    init?(_ flag: String, _ key: String, _ value: (some CustomStringConvertible)?) {
        guard let value else { return nil }
        self.flag = flag
        self.key = key
        values = [value.description]
    }

    /// Nil where the list is empty.
    init?(_ flag: String, list key: String, _ values: [String]) {
        guard !values.isEmpty else { return nil }
        self.flag = flag
        self.key = key
        self.values = values
    }
}

/// What is written, and how.
struct WatchOutputFlags: ParsableArguments {
    @Option(help: ArgumentHelp("Write the annotated MP4 here.", valueName: "file.mp4"))
    var video: String?

    @Option(help: ArgumentHelp("Write label events here, as JSON Lines; - is the standard output.", valueName: "file"))
    var events: String?

    @Option(
        help: ArgumentHelp(
            "Begin a new MP4 at whole multiples of this time, as 10min; a time such as %Y%m%dT%H%M%SZ may stand in the name.",
            valueName: "time"))
    var segment: String?

    @Option(
        help: ArgumentHelp(
            "Rename the events and begin anew at whole multiples of this time, as 1d.", valueName: "time"))
    var rotate: String?

    @Option(
        help: ArgumentHelp(
            "Watch all files of a folder or quoted pattern; their videos and events go here.", valueName: "folder"))
    var into: String?

    @Flag(help: "With --into: write events only.")
    var noVideo = false

    @Flag(help: "Replace outputs that exist.")
    var overwrite = false

    @Flag(help: "Go on where an interrupted run of the same job stopped.")
    var resume = false

    @Option(help: ArgumentHelp("Quality of the video, 0 (best) to 51.", valueName: "n"))
    var crf: String?

    @Option(help: ArgumentHelp("Encoder preset, ultrafast to veryslow.", valueName: "name"))
    var preset: String?

    var policy: OutputPolicy { overwrite ? .overwrite : resume ? .resume : .refuse }

    var settings: [SpecSetting] {
        [
            SpecSetting("video", "outputs.video.path", video), SpecSetting("events", "outputs.events.path", events),
            SpecSetting("into", "outputs.archive.folder", into),
            SpecSetting("no-video", "outputs.archive.video", noVideo ? false : nil),
            SpecSetting("segment", "outputs.video.segment", segment),
            SpecSetting("rotate", "outputs.events.rotate_every", rotate),
            SpecSetting("crf", "outputs.video.crf", crf), SpecSetting("preset", "outputs.video.preset", preset),
        ].compactMap(\.self)
    }

    func validate() throws {
        if overwrite, resume { throw ValidationError("--overwrite and --resume exclude each other") }
        if noVideo, into == nil { throw ValidationError("--no-video has no effect without --into") }
    }
}

/// What recognises, and by which words.
struct WatchModelFlags: ParsableArguments {
    @Option(help: ArgumentHelp("Name or directory of the model; sandbox where none is given.", valueName: "model"))
    var model: String?

    @Option(
        help: ArgumentHelp(
            "Words to look for, separated by commas, as \"dog, engine|motor, birds=bird@0.6\"; the model's own by default.",
            valueName: "list"))
    var words: String?

    @Flag(help: "The model's own words do not compete with yours.")
    var onlyWords = false

    @Option(help: ArgumentHelp("Seconds of a window to label: center or newest.", valueName: "which"))
    var emit: String?

    @Option(help: ArgumentHelp("Seconds from window to window, 1 to 5.", valueName: "n"))
    var stride: String?

    @Option(help: ArgumentHelp("Shorter side of the picture the network sees, in pixels.", valueName: "pixels"))
    var shortSide: String?

    @Option(help: ArgumentHelp("Which masks become labels: sounding or reference.", valueName: "rule"))
    var selection: String?

    @Option(help: ArgumentHelp("Least sounding score of a label, 0 to 1.", valueName: "p"))
    var soundingThreshold: String?

    @Option(help: ArgumentHelp("Least probability of a label's word, 0 to 1.", valueName: "p"))
    var scoreThreshold: String?

    @Option(help: ArgumentHelp("Smallest mask of a label, in pixels.", valueName: "pixels"))
    var minArea: String?

    @Option(help: ArgumentHelp("Level below which a second is silent, in dBFS; off analyses all.", valueName: "dBFS"))
    var silenceGate: String?

    @Option(help: ArgumentHelp("How masks are cut out: reference, centered, resize or none.", valueName: "how"))
    var crop: String?

    @Option(help: ArgumentHelp("Threads of the network; 0 takes one for each core.", valueName: "n"))
    var threads: String?

    var settings: [SpecSetting] {
        [
            SpecSetting("model", "model.bundle", model), SpecSetting("words", list: "model.words", wordList),
            SpecSetting("only-words", "model.only_words", onlyWords ? true : nil),
            SpecSetting("emit", "model.emit", emit), SpecSetting("stride", "model.stride", stride),
            SpecSetting("short-side", "model.short_side", shortSide),
            SpecSetting("selection", "model.selection", selection),
            SpecSetting("sounding-threshold", "model.sounding_threshold", soundingThreshold),
            SpecSetting("score-threshold", "model.score_threshold", scoreThreshold),
            SpecSetting("min-area", "model.min_area_px", minArea),
            SpecSetting("silence-gate", "model.silence_gate_dbfs", silenceGate),
            SpecSetting("crop", "model.crop", crop), SpecSetting("threads", "threads.network", threads),
        ].compactMap(\.self)
    }

    private var wordList: [String] { WordList.split(words ?? "") }

    func validate() throws {
        if words != nil, wordList.isEmpty { throw ValidationError("--words names no word") }
        if onlyWords, words == nil { throw ValidationError("--only-words needs --words") }
    }
}

/// What is watched.
struct WatchSourceFlags: ParsableArguments {
    @Option(help: ArgumentHelp("Name of the source in the events; made from the file's name.", valueName: "name"))
    var id: String?

    @Option(help: ArgumentHelp("Read the source to its end or for ever: file, live or auto.", valueName: "kind"))
    var kind: String?

    @Option(help: ArgumentHelp("How RTSP's packets travel: tcp, udp or auto.", valueName: "protocol"))
    var transport: String?

    @Option(help: ArgumentHelp("Seconds a live source may bring nothing before it is stalled.", valueName: "s"))
    var timeout: String?

    @Option(help: ArgumentHelp("Video stream by its number, or none.", valueName: "n"))
    var videoStream: String?

    @Option(help: ArgumentHelp("Audio stream by its number, or none.", valueName: "n"))
    var audioStream: String?

    @Option(
        help: ArgumentHelp(
            "Time of the file's first second: RFC 3339, a strptime pattern for its name, container or none.",
            valueName: "time"))
    var startTime: String?

    @Option(help: ArgumentHelp("Largest picture that is decoded.", valueName: "WxH"))
    var maxPicture: String?

    var settings: [SpecSetting] {
        [
            SpecSetting("id", "source.id", id), SpecSetting("kind", "source.kind", kind),
            SpecSetting("transport", "source.transport", transport),
            SpecSetting("timeout", "source.timeout_s", timeout),
            SpecSetting("video-stream", "source.video_stream", videoStream),
            SpecSetting("audio-stream", "source.audio_stream", audioStream),
            SpecSetting("start-time", "source.start_time", startTime),
            SpecSetting("max-picture", "source.max_picture", maxPicture),
        ].compactMap(\.self)
    }
}
