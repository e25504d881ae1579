import Foundation
import Testing

@testable import Pipeline
@testable import Specs

struct SpecReadingTests {
    @Test func `a url alone makes the pipeline of watch without flags`() throws {
        #expect(try read("source: {url: holiday.mp4}") == PipelineSpec(watching: "holiday.mp4"))
    }

    @Test func `every key reaches its place`() throws {
        let spec = try read(
            """
            source:
              id: yard
              url: yard.mkv
              video_stream: 2
              audio_stream: none
              start_time: 2026-11-22T20:30:00Z
              max_picture: 1920x1080
              max_snippet_bytes: 64MiB
            model:
              bundle: models/mine
              words: [dog, emergency car, no, "on"]
              only_words: true
              emit: newest
              stride: 3
              short_side: 224
              selection: sounding
              sounding_threshold: 0.25
              score_threshold: 1
              min_area_px: 99
              silence_gate_dbfs: -48.5
              crop: centered
            outputs:
              video:
                path: out.mp4
                crf: 30
                preset: fast
                mask_opacity: 0.5
                contours: false
                labels: false
                level: false
              events:
                path: out.jsonl
            rings:
              recording: {items: 40, bytes: 20GiB}
              pictures: {when_full: drop_oldest}
            threads: {network: 4, decoder: 2, encoder: 1}
            """)
        var expected = PipelineSpec(watching: "yard.mkv")
        expected.source.id = "yard"
        expected.source.videoStream = .index(2)
        expected.source.audioStream = .none
        expected.source.startTime = .at(Date(timeIntervalSince1970: 1_795_379_400))
        expected.source.maximumPicture = PictureSize(width: 1_920, height: 1_080)
        expected.source.maximumSnippetBytes = 64 << 20
        expected.model.bundle = "models/mine"
        expected.model.words = ["dog", "emergency car", "no", "on"]
        expected.model.usesOnlyWords = true
        expected.model.emission = .newest
        expected.model.stride = 3
        expected.model.shortSide = 224
        expected.model.soundingThreshold = 0.25
        expected.model.scoreThreshold = 1
        expected.model.minimumAreaPixels = 99
        expected.model.wantedSilenceGate = .level(-48.5)
        expected.model.crop = .centered
        expected.outputs.video.path = "out.mp4"
        expected.outputs.video.crf = 30
        expected.outputs.video.preset = "fast"
        expected.outputs.video.maskOpacity = 0.5
        expected.outputs.video.showsContours = false
        expected.outputs.video.showsLabels = false
        expected.outputs.video.showsLevel = false
        expected.outputs.events.path = "out.jsonl"
        expected.rings[.recording].items = 40
        expected.rings[.recording].bytes = 20 << 30
        expected.rings[.pictures].whenFull = .dropOldest
        expected.threads.network = 4
        expected.threads.decoder = 2
        expected.threads.encoder = 1
        #expect(spec == expected)
    }

    @Test func `the silence gate is off in the reference selection`() throws {
        #expect(try read("source: {url: a}").model.silenceGate == -60)
        #expect(try read("source: {url: a}\nmodel: {selection: reference}").model.silenceGate == nil)
        #expect(try read("source: {url: a}\nmodel: {silence_gate_dbfs: off}").model.silenceGate == nil)
    }

    @Test func `an empty section is as good as none`() throws {
        #expect(try read("source: {url: a}\nmodel:\nrings: ~") == PipelineSpec(watching: "a"))
    }

    @Test func `what a key's text says reads back`() throws {
        let spec = try read("source: {url: a, start_time: 2026-11-22T20:30:00Z}\nmodel: {words: [dog, cat], stride: 2}")
        for key in SpecTable.keys where key.path != "source.url" && !key.isList {
            var copy = PipelineSpec()
            guard (try? key.read([key.text(spec)], &copy)) != nil else { continue }
            #expect(key.text(copy) == key.text(spec), "\(key.path)")
        }
    }
}

struct SpecEnvironmentTests {
    private let url = "source:\n  url: rtsp://${CAMERA_USER}:${CAMERA_PASSWORD}@yard/1"

    @Test func `variables of the environment are put in, and known as secrets`() throws {
        let spec = try read(url, environment: ["CAMERA_USER": "ann", "CAMERA_PASSWORD": "s3$cret{}"])
        #expect(spec.source.url == "rtsp://ann:s3$cret{}@yard/1")
        #expect(spec.secrets == ["ann", "s3$cret{}"])
    }

    @Test func `a missing variable is an error that names it`() {
        #expect(
            problems(of: url, environment: ["CAMERA_USER": "ann"]) == [
                "2:8: source.url needs CAMERA_PASSWORD, which is not set: no variable of the environment has that name"
            ])
    }

    @Test func `no message shows a value`() {
        let text = """
            source: {url: a, max_picture: "${S}", video_stream: "${S}", start_time: "${S}"}
            model: {stride: "${S}", emit: "${S}", only_words: "${S}", silence_gate_dbfs: "${S}"}
            outputs: {video: {path: "a", preset: "${S}", crf: "${S}"}}
            rings: {pictures: {bytes: "${S}", items: "${S}", when_full: "${S}"}}
            """
        let problems = problems(of: text, environment: ["S": "hunter2"])
        #expect(problems.count >= 12)
        #expect(problems.allSatisfy { !$0.contains("hunter2") })
    }

    @Test(arguments: ["${", "${}", "${1A}", "${A B}", "$A", "a$", "${Ä}"])
    func `a dollar that begins no variable is an error`(text: String) {
        #expect(problems(of: "source:\n  url: '\(text)'", environment: ["A": "a"]).count == 1)
    }

    @Test func `two dollars stand for one`() throws {
        #expect(try read("source: {url: a$$b$$}").source.url == "a$b$")
    }
}
