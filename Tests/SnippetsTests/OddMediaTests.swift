import Foundation
import Media
import MediaTypes
import Snippets
import TestSupport
import Testing

@Suite(.enabled(if: MediaFolder.isNamed, "not run: EARSHOT_MEDIA_DIR is not set"), .serialized)
struct OddMediaTests {
    /// Files that are refused, and what the message has to say. `ffmpeg` 5.1 decodes nothing of them either.
    static let refused = [
        "broken_no_moov.mp4": "Invalid data", "corrupt_ebml.mkv": "Invalid data",
        "encrypted_cenc.mp4": "refused by their decoder", "ftyp_only_32_bytes.mp4": "Invalid data",
        "iamf_undecodable.mp4": "there is no decoder",
        "invalid_vp9_bitstream.webm": "refused by their decoder",
        "mkv_bad_lacing.mkv": "nothing to be shown", "mp4_22_channels_claim.mp4": "refused by their decoder",
        "mp4_chunk_out_of_range.mp4": "Invalid data", "mp4_zero_timescale.mp4": "nothing to be shown",
        "pixels_1x1_no_decoder.avi": "nothing to be shown", "vp9_12336x12336_claim.webm": "12336x12336",
        "vvc_undecodable.mp4": "there is no decoder", "wrong_file_48_bytes.mp4": "Invalid data",
        "zero_length.mov": "Invalid data",
    ]

    /// Longest a file of a few seconds may take on a slow machine before it counts as hanging.
    private static let deadline = 240.0

    @Test(arguments: MediaFolder.names(in: "odd"))
    func `an odd file is cut or refused in words, and never hangs`(name: String) throws {
        let path = try MediaFolder.path("odd", name)
        switch try Watchdog.run(within: Self.deadline, { try CutRun(path) }) {
        case .success(let run):
            #expect(Self.refused[name] == nil, "cut, but was expected to be refused")
            try Self.check(run, path)
        case .failure(let error):
            let words = try #require(Self.refused[name], "\(error)")
            #expect("\(error)".contains(words) && "\(error)".contains(path))
        }
    }

    /// What holds for whatever an input is cut into.
    private static func check(_ run: CutRun, _ path: String) throws {
        for epoch in run.epochs { #expect(!run.states(ofEpoch: epoch.number).contains("?")) }
        #expect(
            run.snippets.allSatisfy {
                $0.waveform.samples.count == 16_000 && $0.waveform.samples.allSatisfy(\.isFinite)
            })
        #expect(run.snippets.allSatisfy { $0.isLastOfEpoch || $0.duration == MediaTime(seconds: 1) })
        #expect(run.snippets.count { $0.isLastOfEpoch } == run.epochs.count)
        let times = run.snippets.flatMap { snippet in snippet.recording.pictures.map { (snippet.key, $0.time) } }
        #expect(times.allSatisfy { $0.0.index == Int($0.1.wholeSecond) })
        if let video = run.source.video {
            #expect(run.pictureCount == (try ProbedStream(path, stream: video.stream.index).frameCount))
        }
    }
}
