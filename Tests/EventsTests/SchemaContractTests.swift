import Foundation
import Testing

@testable import Events

/// The schema is a promise to everyone who reads our files: it may grow, it may not change.
@Suite struct SchemaContractTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../..")
        .standardized
    private static let schemaPath = root.appending(path: "docs/events.schema.json")
    private let check: SchemaCheck

    init() throws {
        let bytes = [UInt8](try Data(contentsOf: Self.schemaPath))
        check = SchemaCheck(schema: try JSONParser.object(from: bytes[...]))
    }

    @Test(arguments: Examples.lines) func `every line is described by the schema, each field of it`(_ line: EventLine)
        throws
    {
        #expect(check.faults(of: try JSONParser.object(from: line.bytes[...])) == [])
    }

    @Test func `the check itself finds a field too many, one too few and a wrong one`() throws {
        func faults(_ old: String, _ new: String) throws -> [String] {
            let text = Examples.lines[1].text.replacing(old, with: new)
            return check.faults(of: try JSONParser.object(from: Array(text.utf8)[...]))
        }
        #expect(
            try faults(#""area_px":5"#, #""area_px":5,"extra":1"#) == ["snippet.labels[0].extra is not in the schema"])
        #expect(try faults(#""area_px":5,"#, "") == ["snippet.labels[0].area_px is missing"])
        #expect(try faults(#""state":"analysed""#, #""state":"seen""#) == [#"snippet.state is "seen""#])
        #expect(try faults(#""score":0.8112"#, #""score":1.5"#) == ["snippet.labels[0].score is 1.5"])
    }

    @Test func `nothing of version 1.0 was removed, renamed, or made something else`() throws {
        let url = try #require(
            Bundle.module.url(forResource: "schema-1.0", withExtension: "txt", subdirectory: "Fixtures"))
        let frozen = try String(contentsOf: url, encoding: .utf8).split(separator: "\n").map(String.init)
        #expect(frozen.count > 150)
        #expect(Set(frozen).subtracting(SchemaOutline(check: check).lines).sorted() == [])
    }

    @Test func `every type of record stands in the schema`() {
        let outline = SchemaOutline(check: check).lines
        for type in EventType.allCases { #expect(outline.contains { $0.hasPrefix("\(type.rawValue).") }) }
    }

    /// jsonschema and pycocotools read what Swift wrote, where they are installed.
    @Test(
        .enabled(
            if: PythonScript.canImport("jsonschema", "pycocotools", "numpy"),
            "jsonschema and pycocotools are not installed"))
    func `other people's tools accept the lines and decode the masks to the same area and box`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(Examples.lines.map(\.text).joined(separator: "\n") + "\n", to: "a.jsonl")
        let script = Self.root.appending(path: "Tests/EventsTests/Fixtures/check_events.py").path
        #expect(try PythonScript.run(script, Self.schemaPath.path, path) == "13 lines, 1 masks: all right\n")
    }
}

/// The schema as lines that can be compared one by one: each field, whether it is required, each value of an enumeration.
struct SchemaOutline {
    private(set) var lines: [String] = []
    private let check: SchemaCheck

    init(check: SchemaCheck) {
        self.check = check
        describe(check.schema, at: "line")
        for type in EventType.allCases {
            describe(check.resolved(JSONObject([("$ref", .string("#/$defs/\(type.rawValue)"))])), at: type.rawValue)
        }
    }

    private mutating func describe(_ unresolved: JSONObject, at path: String) {
        let schema = check.resolved(unresolved)
        if let type = schema["type"] { lines.append("\(path) \(type.text)") }
        if case .array(let values) = schema["enum"] { lines += values.map { "\(path) = \($0.text)" } }
        lines += check.required(schema).map { "\(path).\($0) required" }
        if case .object(let properties) = schema["properties"] {
            for field in properties.fields { describe(field.value, at: "\(path).\(field.key)") }
        }
        for key in ["oneOf", "prefixItems"] {
            guard case .array(let choices) = schema[key] else { continue }
            for (index, choice) in choices.enumerated() {
                describe(choice, at: key == "oneOf" ? path : "\(path)[\(index)]")
            }
        }
        if let items = schema["items"] { describe(items, at: "\(path)[]") }
    }

    private mutating func describe(_ value: JSONValue, at path: String) {
        if case .object(let schema) = value { describe(schema, at: path) }
    }
}
