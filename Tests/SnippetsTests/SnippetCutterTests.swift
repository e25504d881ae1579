import Media
import MediaTypes
import TestSupport
import Testing

@testable import Snippets

struct SnippetCutterTests {
    private static let pictures = "-f lavfi -i testsrc=size=64x48:rate=10:duration="
    private static let tone = "-f lavfi -i sine=frequency=440:sample_rate=48000:duration="
    private static let lossless = "-c:v ffv1 -c:a pcm_s16le"

    @Test func `a second of picture and sound is one snippet with the picture nearest its middle`() throws {
        let media = try SyntheticMedia()
        let run = try CutRun(media.make("three.mkv", Self.pictures + "3", Self.tone + "3", Self.lossless))
        let keys = (0..<3).map { SnippetKey(epoch: 0, index: $0) }
        let middles: [MediaTime?] = [500, 1_500, 2_500].map { MediaTime($0, .milliseconds) }
        #expect(run.snippets.map(\.key) == keys)
        #expect(run.snippets.map(\.keyPicture?.pts) == middles)
        #expect(run.snippets.allSatisfy { $0.soundSamples == 16_000 && $0.waveform.samples.count == 16_000 })
        #expect(run.snippets.allSatisfy { $0.missing == 0 && $0.trimmed == 0 && $0.damage.isNone })
        #expect(run.snippets.map(\.isLastOfEpoch) == [false, false, true])
    }

    @Test func `the last second ends where the media does and is filled with zeros`() throws {
        let media = try SyntheticMedia()
        let run = try CutRun(media.make("part.mkv", Self.pictures + "2.4", Self.tone + "2.4", Self.lossless))
        let last = try #require(run.snippets.last)
        #expect(run.snippets.count == 3)
        #expect(last.duration == MediaTime(400, .milliseconds))
        #expect(last.soundSamples == 6_400 && last.missing == 0)
        #expect(last.waveform.samples[6_400...].allSatisfy { $0 == 0 })
        #expect(last.waveform.samples[..<6_400].contains { abs($0) > 0.05 })
    }

    @Test func `pictures without sound and sound without pictures are cut too`() throws {
        let media = try SyntheticMedia()
        let silent = try CutRun(media.make("silent.mkv", Self.pictures + "2", "-c:v ffv1"))
        #expect(silent.states() == "vv" && silent.source.sound == nil)
        #expect(silent.snippets.allSatisfy { $0.missing == 0 && $0.waveform.samples.allSatisfy { $0 == 0 } })
        let blind = try CutRun(media.make("blind.wav", Self.tone + "2"))
        #expect(blind.states() == "ss" && blind.source.video == nil)
    }

    @Test(arguments: [("2.5", "vvb", 40_000), ("0.25", "bbb", 4_000)])
    func `sound that starts late is missing before`(offset: String, states: String, missing: Int) throws {
        let media = try SyntheticMedia()
        let run = try CutRun(
            media.make("late.mkv", Self.pictures + "5", "-itsoffset \(offset)", Self.tone + "4", Self.lossless))
        #expect(run.states().hasPrefix(states))
        #expect(run.epochs.first?.videoStart == .zero && run.epochs.first?.alignedClocks == false)
        #expect(run.snippets.prefix(3).reduce(0) { $0 + $1.missing } == missing)
    }

    @Test func `pictures that start late leave seconds of sound alone`() throws {
        let media = try SyntheticMedia()
        let run = try CutRun(
            media.make("dark.mkv", "-itsoffset 1.3", Self.pictures + "2.7", Self.tone + "4", Self.lossless))
        #expect(run.states() == "sbbb")
        #expect(run.snippets[1].recording.pictures.first?.time == MediaTime(1_300, .milliseconds))
    }

    @Test func `tracks whose clocks have nothing to do with each other are aligned, and that is said`() throws {
        let media = try SyntheticMedia()
        let run = try CutRun(
            media.make("clocks.mkv", Self.pictures + "3", "-itsoffset 100", Self.tone + "3", Self.lossless))
        #expect(run.states() == "bbb")
        #expect(run.epochs.map(\.alignedClocks) == [true])
        #expect(run.notices.contains { if case .clocksAligned(epoch: 0) = $0 { true } else { false } })
    }

    @Test func `a click lies at its own sample, through priming and B-frames`() throws {
        let media = try SyntheticMedia()
        let click = "-f lavfi -i aevalsrc='if(between(t,1.5,1.5004),1,0)':s=44100:d=3"
        let run = try CutRun(
            media.make("click.mp4", Self.pictures + "3", click, "-c:v libx264 -bf 3 -c:a aac -b:a 256k"))
        let samples = run.snippets[1].waveform.samples
        let peak = try #require(samples.indices.max { abs(samples[$0]) < abs(samples[$1]) })
        #expect(abs(peak - 8_000) <= 16, "\(peak)")
        #expect(run.pictureCount == 30)
        #expect(run.snippets[1].keyPicture?.pts.seconds == 1.5)
    }

    @Test func `ten minutes of 44.1 kHz clicks stay in place`() throws {
        let media = try SyntheticMedia()
        let path = try media.make("clicks.flac", "-f lavfi -i aevalsrc='if(lt(mod(t,1),0.0002),0.9,0)':s=44100:d=600")
        let run = try CutRun(path)
        let peaks = run.snippets.map { snippet in
            snippet.waveform.samples.indices.max {
                abs(snippet.waveform.samples[$0]) < abs(snippet.waveform.samples[$1])
            }
        }
        #expect(run.snippets.count == 600)
        #expect(peaks.allSatisfy { ($0 ?? 16_000) <= 3 })
    }

    @Test func `the key picture is the one nearest the instant asked for, the earlier of two`() throws {
        let media = try SyntheticMedia()
        let path = try media.make("key.mkv", Self.pictures + "2", "-c:v ffv1")
        let run = try CutRun(path) { $1.keyInstant = MediaTime(250, .milliseconds) }
        #expect(run.snippets.map(\.keyPicture?.pts.seconds) == [0.2, 1.2])
    }

    @Test func `a second over its byte cap keeps fewer pictures and its key picture`() throws {
        let media = try SyntheticMedia()
        let path = try media.make("cap.mkv", Self.pictures + "2", "-c:v ffv1 -pix_fmt yuv420p")
        let full = try CutRun(path)
        let cap = full.snippets[0].recording.byteCount / 3
        let capped = try CutRun(path) { $1.byteCap = cap }
        for (snippet, whole) in zip(capped.snippets, full.snippets) {
            #expect(snippet.recording.byteCount <= cap)
            #expect(snippet.recording.shedPictures + snippet.recording.pictures.count == 10)
            #expect(snippet.recording.pictures.count >= 2)
            #expect(snippet.keyPicture?.pts == whole.keyPicture?.pts)
        }
    }

    @Test func `no more than the byte cap waits for the track that comes later`() throws {
        let media = try SyntheticMedia()
        let reader = try MediaReader(try media.make("pictures.mkv", Self.pictures + "1", Self.lossless))
        var start: EpochStart?
        var waiting = 0
        while let item = try reader.next() {
            guard case .pictures(let batch, _) = item.content, let frame = batch.frames.first else { continue }
            var held = start ?? EpochStart(alignedClocks: false, byteLimit: 3 * frame.byteCount)
            waiting += 1
            let undecided = MediaItem(content: item.content, videoHorizon: item.videoHorizon, soundHorizon: .unknown)
            if held.add(undecided) != nil { break }
            start = held
        }
        #expect(waiting == 4)
    }

    @Test(arguments: [(CutOptions.RecordedForm.packets, true), (.frames, true), (.none, false)])
    func `sound is kept in the form asked for`(form: CutOptions.RecordedForm, isKept: Bool) throws {
        let media = try SyntheticMedia()
        let path = try media.make("sound.mka", Self.tone + "2 -c:a aac")
        let run = try CutRun(path) { $1.soundForm = form }
        #expect(run.snippets.allSatisfy { $0.recording.sound.isEmpty != isKept })
    }

    @Test func `the same file gives the same snippets`() throws {
        let media = try SyntheticMedia()
        let path = try media.make("same.mp4", Self.pictures + "3", Self.tone + "3", "-c:v libx264 -c:a aac")
        #expect(try CutRun(path).digests() == CutRun(path).digests())
    }
}
