import Pipeline
import Testing

@testable import Specs

struct SpecProblemTests {
    @Test func `all problems are told at once, in the order of the file`() {
        let text = """
            source:
              video_stream: first
              max_picture: huge
            modell:
              stride: 1
            model:
              stride: 9
              wordz: [dog]
              words: dog
              only_words: yes
            outputs:
              video: out.mp4
            """
        #expect(
            problems(of: text) == [
                "2:3: source.url is required: File to watch, or any address FFmpeg opens. "
                    + "${NAME} stands for a credential or a variable of the environment.",
                "2:17: source.video_stream must be best, none or the number of a stream",
                "3:16: source.max_picture must be a size such as 1920x1080, each side 16 to 32768",
                "4:1: unknown key \"modell\" in a spec; did you mean \"model\"?",
                "7:11: model.stride must be an integer from 1 to 5",
                "8:3: unknown key \"wordz\" in model; did you mean \"words\"?",
                "9:10: model.words must be a list of words, such as [one, two]",
                "10:15: model.only_words must be true or false",
                "12:10: outputs.video must be a mapping of keys",
            ])
    }

    @Test(arguments: ["yard-%H%M%S", "yard-%Q", "%Y%m", "%%Y%%m%%d 100%"])
    func `a pattern for the start that names no day is refused`(pattern: String) {
        let found = problems(of: "source: {url: a.mp4, start_time: \"\(pattern)\"}")
        #expect(found == ["1:34: source.start_time has a pattern that names no day; it needs %Y, %m and %d"])
    }

    @Test(arguments: [
        "rtsp://viewer:pa/ss@camera/stream", "rtsp://camera:99999/stream", "HTTP://camera:0/",
        "srt://[::1]:x?mode=caller",
    ])
    func `an address whose port is none is refused, as one whose password is not encoded is`(address: String) {
        let message =
            "source.url has a port that is no number from 1 to 65535; in a user or password @ is written %40, "
        #expect(problems(of: "source: {url: \"\(address)\"}") == ["1:15: \(message)/ %2F, ? %3F, # %23"])
    }

    @Test(arguments: [
        "rtsp://viewer:pa%2Fss@camera/stream", "rtsp://viewer:p:w@camera:554/a:b", "rtsp://[fe80::1]/x",
        "srt://:9000?mode=listener",
        "udp://@239.0.0.1:1234", "http://camera:/x", "lavfi:sine", "alsa:hw:0", "a:b.mp4",
    ])
    func `an address with a port or none is taken`(address: String) {
        #expect(problems(of: "source: {url: \"\(address)\"}") == [])
    }

    @Test(arguments: [
        ("model: {emit: centre}", "1:15: model.emit must be center or newest; did you mean center?"),
        ("model: {emit: }", "1:15: model.emit has no value; it must be center or newest"),
        ("model: {stride: [1]}", "1:17: model.stride must be an integer from 1 to 5"),
        ("model: {stride: 1.5}", "1:17: model.stride must be an integer from 1 to 5"),
        ("model: {words: [[a]]}", "1:16: model.words must be a list of words, without lists or mappings inside"),
        ("model: {words: ['']}", "1:17: model.words must not be empty"),
        ("model: {words: [cat, =dog]}", "1:22: model.words has no name before its ="),
        ("model: {words: [dog, cat|]}", "1:22: model.words has no word before or behind one of its |"),
        (
            "model: {words: [dog, \"puppy\", pet=cat|Puppy]}",
            "1:31: model.words has a name, word or synonym that entry 2 has too; each may stand in one entry"
        ),
        ("model: {sounding_threshold: nan}", "1:29: model.sounding_threshold must be a number from 0 to 1"),
        ("model: {silence_gate_dbfs: 3}", "1:28: model.silence_gate_dbfs must be off or a number from -120 to 0"),
        ("model: {only_words: true}", "1:21: model.only_words needs model.words"),
        (
            "model: {selection: reference, silence_gate_dbfs: -50}",
            "1:50: model.silence_gate_dbfs must be off in the reference selection"
        ),
        ("stride: 2", "1:1: unknown key \"stride\" in a spec; did you mean model.stride?"),
        (
            "zebra: 2",
            "1:1: unknown key \"zebra\" in a spec; a spec has source, model, outputs, rings, threads"
        ),
        ("? [a]\n: b", "1:3: a key of a spec must be a name"),
        (
            "rings: {recording: {when_full: drop_oldest}}",
            "1:32: rings.recording.when_full must be wait: the recording passes there"
        ),
        ("outputs: {video: {crf: 3}}", "1:24: outputs.video.crf has no effect without outputs.video.path"),
        ("outputs: {video: {path: a.mp4}}", "1:25: outputs.video.path would overwrite the source"),
        ("threads: {network: 18446744073709551616}", "1:20: threads.network must be an integer from 0 to 1024"),
        ("source: {url: a.mp4}", "1:1: these keys stand here twice: source"),
    ])
    func `a problem is told with its place`(text: String, problem: String) {
        #expect(problems(of: text + "\nsource: {url: a.mp4}") == [problem])
    }

    @Test func `every word that is none is told at once, at its own place, without repeating it`() {
        let text = """
            source: {url: a}
            model:
              words:
                - dog@1.5
                - cat
                - a=b=${S}
                - 'R\\B'
              stride: 0
            """
        let threshold =
            #"must have nothing but a number from 0 to 1 behind its @; an @ that belongs to a word is written \@"#
        #expect(
            problems(of: text, environment: ["S": "hunter2"]) == [
                "4:7: model.words \(threshold)",
                #"6:7: model.words has two =, yet one name; a = that belongs to a word is written \="#,
                #"7:7: model.words has a \ that stands before none of = | @ , and \"#,
                "8:11: model.stride must be an integer from 1 to 5",
            ])
    }

    @Test func `of a flag's words every one that is none is told, with the text of it`() {
        var spec = PipelineSpec(watching: "a")
        #expect {
            try spec.set("model.words", to: ["dog@2", "cat", "=x"], flag: "words")
        } throws: { error in
            let lines = "\(error)".split(separator: "\n")
            return lines.count == 2 && lines[0].hasPrefix("--words \"dog@2\" must have nothing but a number")
                && lines[1] == "--words \"=x\" has no name before its ="
        }
        #expect(spec.model.words.isEmpty)
    }

    @Test func `nothing to watch and equal outputs are refused`() {
        let text = """
            source: {url: a, video_stream: none, audio_stream: none}
            outputs:
              video: {path: o}
              events: {path: o}
            """
        #expect(
            problems(of: text) == [
                "1:52: source.audio_stream and video_stream are both none: nothing to watch",
                "4:18: outputs.events.path is outputs.video.path too",
            ])
    }

    @Test func `a ring under its minimum is refused with ring, size and minimum`() {
        let text = """
            source: {url: a, max_picture: 640x480, max_snippet_bytes: 1MiB}
            outputs: {video: {path: o}}
            rings:
              recording:
                items: 8
            """
        #expect(
            problems(of: text) == [
                "5:12: ring \"recording\" holds 8 items, the minimum is 9 "
                    + "(items wait at \"labels\" for a branch with 4 of look-ahead and 5 stages)"
            ])
    }

    @Test func `a ring one byte under its minimum is refused, at the minimum it is not`() throws {
        func text(_ bytes: Int) -> String {
            "source: {url: a}\nrings: {recording: {bytes: \(bytes)}}"
        }
        let standard = StandardGraph(PipelineSpec(watching: "a"))
        let minimum = try #require(standard.plan.minimum(ofRing: "recording")).bytes
        #expect(problems(of: text(minimum)).isEmpty)
        let refused = problems(of: text(minimum - 1))
        #expect(refused.count == 1)
        #expect(
            refused[0].hasPrefix("2:28: ring \"recording\" holds \(minimum - 1) bytes, the minimum is \(minimum): "))
    }

    @Test(arguments: ["", "# nothing", "---\n---\n", "[1, 2]", "a: [", "a: b: c", "\t a", "'", "text", "{url: a}"])
    func `what is no spec is refused with a place`(text: String) {
        let problems = problems(of: text)
        #expect(!problems.isEmpty)
    }

    @Test func `a file that is not there is told`() {
        #expect {
            try PipelineSpec.load("/nonexistent/spec.yaml", environment: [:])
        } throws: { error in
            "\(error)".hasPrefix("/nonexistent/spec.yaml:1:1: cannot read the file: ")
        }
    }
}
