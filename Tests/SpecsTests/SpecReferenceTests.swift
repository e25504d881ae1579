import Testing

@testable import Specs

struct SpecReferenceTests {
    @Test func `the reference is that of the table`() throws {
        try Repository.expect("docs/pipeline-spec.md", is: SpecReference.page)
    }

    @Test func `file-yaml documents every key in place`() throws {
        let introduction = """
            Watches a file: an annotated video and a stream of labels beside it.

                earshot check Pipelines/file.yaml    says what this file makes

            Every key a pipeline can have stands here with its meaning; those without effect are comments that show the default.
            """
        let settings = [
            "source.url": "holiday.mp4", "model.bundle": "sandbox", "outputs.video.path": "holiday.annotated.mp4",
            "outputs.events.path": "holiday.jsonl",
        ]
        try Repository.expect("Pipelines/file.yaml", is: SpecReference.template(introduction, settings: settings))
        let spec = try PipelineSpec.load(Repository.path("Pipelines/file.yaml"), environment: [:])
        #expect(spec.outputs.video.path == "holiday.annotated.mp4")
        #expect(spec.outputs.events.path == "holiday.jsonl")
    }

    @Test func `events-only-yaml documents every key in place`() throws {
        let introduction = """
            Watches a file for its labels only: no video is written, so no pictures wait in memory.

                earshot check Pipelines/events-only.yaml    says what this file makes

            Every key a pipeline can have stands here with its meaning; those without effect are comments that show the default.
            """
        let settings = [
            "source.url": "holiday.mp4", "model.bundle": "sandbox", "model.words": "[dog, car, emergency car]",
            "model.stride": "5", "outputs.events.path": "holiday.jsonl",
        ]
        try Repository.expect(
            "Pipelines/events-only.yaml", is: SpecReference.template(introduction, settings: settings))
        let spec = try PipelineSpec.load(Repository.path("Pipelines/events-only.yaml"), environment: [:])
        #expect(spec.outputs.video.path == nil)
        #expect(spec.model.words == ["dog", "car", "emergency car"])
        #expect(spec.model.stride == 5)
    }

    @Test func `every key says what it is for`() {
        for key in SpecTable.keys {
            #expect(key.about.hasSuffix("."), "\(key.path)")
            #expect(!key.form.isEmpty, "\(key.path)")
        }
    }

    @Test(arguments: [
        ("strid", "stride"), ("sride", "stride"), ("tsride", "stride"), ("word", "words"), ("STRIDE", "stride"),
    ]) func `the nearest name is what was probably meant`(text: String, name: String) {
        #expect(NearestName.of(text, among: SpecTable.names(in: "model")) == name)
    }

    @Test func `what is near nothing gets no suggestion`() {
        #expect(NearestName.of("zebra", among: ["stride", "bundle"]) == nil)
        #expect(NearestName.of("", among: []) == nil)
    }
}
