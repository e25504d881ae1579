import Foundation
import Yams

extension PipelineSpec {
    /// The largest file taken for a spec.
    private static let largestFile = 1 << 20

    /// Reads and checks a spec file; opens nothing else.
    ///
    /// - Parameter environment: What `${NAME}` stands for.
    /// - Throws: every problem of the file at once.
    package static func load(
        _ path: String, environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws(PipelineSpecError) -> PipelineSpec {
        try read(text(of: path), file: path, environment: environment)
    }

    /// As `load`, from text.
    package static func read(
        _ text: String, file: String, environment: [String: String]
    ) throws(PipelineSpecError) -> PipelineSpec {
        var reader = SpecReader(file: file, environment: environment)
        reader.read(try root(of: text, file: file))
        reader.settleDefaults()
        let rules = SpecRules(spec: reader.spec, isSet: reader.isSet)
        for finding in rules.findings { reader.report(at: finding.path, finding.message) }
        guard reader.problems.isEmpty else { throw PipelineSpecError(reader.problems) }
        return reader.spec
    }

    /// What contradicts itself in a spec made from flags; the messages name keys.
    package var contradictions: [String] {
        SpecRules(spec: self, isSet: { _ in false }).findings.map(\.message)
    }

    private static func text(of path: String) throws(PipelineSpecError) -> String {
        let data: Data
        do {
            let handle = try FileHandle(forReadingFrom: URL(filePath: path))
            data = try handle.read(upToCount: largestFile + 1) ?? Data()
        } catch {
            throw failure(path, "cannot read the file: \(error.localizedDescription)")
        }
        guard data.count <= largestFile else {
            throw failure(path, "is larger than any spec: over \(largestFile) bytes")
        }
        guard let text = String(validating: data, as: UTF8.self) else { throw failure(path, "is not UTF-8 text") }
        return text
    }

    private static func root(of text: String, file: String) throws(PipelineSpecError) -> Node {
        if let (line, column) = AliasScan(text).place {
            let message = "specs take no aliases; write the value again"
            throw PipelineSpecError([SpecProblem(file: file, line: line, column: column, message: message)])
        }
        do {
            if let root = try Parser(yaml: text).singleRoot() { return root }
        } catch let error as YamlError {
            throw PipelineSpecError([SpecProblem(error, file: file)])
        } catch {
            throw failure(file, "\(error)")
        }
        throw failure(file, "is empty; a spec needs at least source.url")
    }

    private static func failure(_ file: String, _ message: String) -> PipelineSpecError {
        PipelineSpecError([SpecProblem(file: file, line: 1, column: 1, message: message)])
    }
}
