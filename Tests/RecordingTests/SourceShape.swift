import TestSupport
import Testing

/// A kind of source, made by the `ffmpeg` command.
struct SourceShape: Sendable, CustomTestStringConvertible {
    let name: String
    let options: String
    /// Samples of one packet over the rate: how far sound may begin or end beside the source's.
    let codecFrame: Double
    let isCopied: Bool

    var testDescription: String { name }

    static let pictures = "-f lavfi -i testsrc2=size=64x48:rate=25:duration=3.2"
    static let tone = "-f lavfi -i sine=frequency=440:sample_rate=44100:duration=3.2"
    static let mpeg4 = "-c:v mpeg4 -q:v 5"

    init(_ name: String, _ options: String, codecFrame: Double, isCopied: Bool = true) {
        self.name = name
        self.options = options
        self.codecFrame = codecFrame
        self.isCopied = isCopied
    }

    func make(in media: SyntheticMedia) throws -> String { try media.make(name, options) }

    /// Sound MP4 carries, in containers with and without headers of their own, and sound it does not.
    static let sounds = [
        SourceShape("aac.mp4", "\(pictures) \(tone) -c:v libx264 -bf 2 -c:a aac", codecFrame: 1024.0 / 44100),
        SourceShape("adts.ts", "\(pictures) \(tone) -c:v libx264 -bf 2 -c:a aac", codecFrame: 1024.0 / 44100),
        SourceShape("opus.mkv", "\(pictures) \(tone) \(mpeg4) -c:a libopus -ar 48000", codecFrame: 0.02),
        SourceShape("mp3.mkv", "\(pictures) \(tone) \(mpeg4) -c:a libmp3lame", codecFrame: 1152.0 / 44100),
        SourceShape("mp2.ts", "\(pictures) \(tone) -c:v mpeg2video -c:a mp2", codecFrame: 1152.0 / 44100),
        SourceShape("ac3.mkv", "\(pictures) \(tone) \(mpeg4) -c:a ac3 -ac 6", codecFrame: 1536.0 / 44100),
        SourceShape("eac3.mkv", "\(pictures) \(tone) \(mpeg4) -c:a eac3 -ac 6", codecFrame: 1536.0 / 44100),
        SourceShape("flac.mkv", "\(pictures) \(tone) \(mpeg4) -c:a flac", codecFrame: 4608.0 / 44100),
        SourceShape("alac.mov", "\(pictures) \(tone) \(mpeg4) -c:a alac", codecFrame: 4096.0 / 44100),
        encoded("pcm_mono_8k.avi", "-c:a pcm_s16le -ar 8000 -ac 1", rate: 8000),
        encoded("pcm_stereo_192k.mkv", "-c:a pcm_s24le -ar 192000 -ac 2", rate: 96000),
        encoded("pcm_7.1.mkv", "-c:a pcm_f32le -ar 48000 -ac 8", rate: 48000),
        encoded("pcm_5.1_11k.mkv", "-c:a pcm_s16le -ar 11025 -ac 6", rate: 11025),
        encoded("vorbis.mkv", "-c:a libvorbis -ar 44100 -ac 2", rate: 44100),
    ]

    private static func encoded(_ name: String, _ sound: String, rate: Double) -> SourceShape {
        SourceShape(name, "\(pictures) \(tone) \(mpeg4) \(sound)", codecFrame: 1024 / rate, isCopied: false)
    }

    /// Tracks that begin apart, pause, or keep odd time.
    static let timings = [
        late("sound_late.mkv", sound: "1.37"),
        late("sound_late_ac3.mkv", sound: "1.37", codec: "ac3"),
        late("sound_late_pcm.mkv", sound: "2.5", codec: "pcm_s16le"),
        SourceShape(
            "pictures_late.mkv", "-itsoffset 1.7 \(pictures) \(tone) \(mpeg4) -c:a aac", codecFrame: 1024.0 / 44100),
        SourceShape(
            "negative_start.mkv",
            "-itsoffset -0.5 \(pictures) -itsoffset -0.43 \(tone) \(mpeg4) -c:a flac -avoid_negative_ts disabled",
            codecFrame: 4608.0 / 44100),
        SourceShape(
            "variable_rate.mkv",
            "\(pictures) \(tone) -vf select='not(mod(n,3))+not(mod(n,7))' -vsync vfr \(mpeg4) -c:a aac",
            codecFrame: 1024.0 / 44100),
        SourceShape(
            "ntsc.mov",
            "-f lavfi -i testsrc2=size=64x48:rate=30000/1001:duration=3.2 \(tone) -c:v libx264 -bf 3 -c:a aac",
            codecFrame: 1024.0 / 44100),
        SourceShape(
            "gap.mkv",
            "\(pictures) \(tone) -vf select='not(between(t,1.2,2.6))' -af aselect='not(between(t,1.3,2.5))' -vsync vfr "
                + "\(mpeg4) -c:a pcm_s16le",
            codecFrame: 1024.0 / 44100, isCopied: false),
    ]

    private static func late(_ name: String, sound: String, codec: String = "aac") -> SourceShape {
        SourceShape(
            name, "\(pictures) -itsoffset \(sound) \(tone) \(mpeg4) -c:a \(codec)", codecFrame: 1024.0 / 44100,
            isCopied: codec == "aac")
    }
}
