import Foundation
import Testing

@testable import Specs

struct SpecReferenceTests {
    @Test func `the reference is that of the table`() throws {
        try Repository.expect("docs/pipeline-spec.md", is: SpecReference.page)
    }

    @Test(arguments: ReadySpec.all) func `a ready spec documents every key in place and can be read`(ready: ReadySpec)
        throws
    {
        try Repository.expect(ready.path, is: SpecReference.template(ready.introduction, settings: ready.settings))
        let environment = ["CAMERA_USER": "viewer", "CAMERA_PASSWORD": "secret"]
        let spec = try PipelineSpec.load(Repository.path(ready.path), environment: environment)
        for (key, text) in ready.settings where !text.contains("$") {
            #expect(SpecTable.key(key)?.text(spec) == text.trimmingQuotes, "\(key)")
        }
    }

    @Test func `no pipeline is there that is not kept with the table of keys`() throws {
        let folder = Repository.path("Pipelines")
        let files = try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.hasSuffix(".yaml") }
        #expect(Set(files.map { "Pipelines/" + $0 }) == Set(ReadySpec.all.map(\.path)))
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

extension String {
    fileprivate var trimmingQuotes: String { trimmingCharacters(in: CharacterSet(charactersIn: "\"")) }
}
