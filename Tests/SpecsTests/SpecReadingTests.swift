import Foundation
import Testing
import Words

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
              words: [animal=dog|cat@0.4, emergency car, no, "on"]
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
        expected.model.words = [
            WordEntry(name: "animal", spellings: ["dog", "cat"], threshold: 0.4), WordEntry(word: "emergency car"),
            WordEntry(word: "no"), WordEntry(word: "on"),
        ]
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
            guard key.read([key.text(spec)], &copy).isEmpty else { continue }
            #expect(key.text(copy) == key.text(spec), "\(key.path)")
        }
    }

    @Test(arguments: [
        ["dog", "emergency  car", "R&B", "a.b-c_d (e)/f"], ["animal=dog|cat@0.4", "engine|motor", "bird@1"],
        [#"a\=b"#, #"rock\, paper"#, #"back\\slash|x\@y"#], ["it's", "'quoted'", "say \"x\""],
        ["null", "~", "- dash", "[x]", "{y}", "#hash", "a: b", "&c", "*d", "!e", "%f", "`g", "?", "Äpfel", "犬"],
        ["costs 5$", "$$", "${HOME}"],
    ])
    func `a list of words stands in a file as it is printed`(texts: [String]) throws {
        var spec = PipelineSpec(watching: "a")
        spec.model.words = try WordList.entries(of: texts)
        let text = try #require(SpecTable.key("model.words")).text(spec)
        #expect(try read("source: {url: a}\nmodel: {words: \(text)}") == spec, "\(text)")
        #expect(try read("source: {url: a}\nmodel:\n  words: \(text)") == spec, "\(text)")
    }

    @Test func `plain words are printed as they are`() throws {
        let spec = try read("source: {url: a}\nmodel: {words: [dog, emergency car, animal=cat|lion@0.4]}")
        #expect(
            spec.values.first { $0.key == "model.words" }?.value == "[dog, emergency car, animal=cat|lion@0.4]")
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
