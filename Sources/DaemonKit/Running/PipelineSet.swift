import Foundation
import Specs

/// One pipeline of a daemon and the file that describes it.
struct PipelineFile: Sendable, Equatable {
    let path: String
    let spec: PipelineSpec

    var id: String { spec.sourceID }

    /// Whether `other` differs in nothing but the words, which may change while the pipeline runs.
    func differsInWordsOnly(from other: PipelineFile) -> Bool {
        var renamed = other.spec
        renamed.model.words = spec.model.words
        renamed.model.usesOnlyWords = spec.model.usesOnlyWords
        return self != other && renamed == spec
    }
}

/// Everything that is wrong with the specs of a daemon.
struct PipelineSetError: Error, CustomStringConvertible {
    let problems: [String]

    var description: String { problems.joined(separator: "\n") }
}

/// The pipelines of one daemon, read and checked as a whole; nothing but their files is opened.
struct PipelineSet: Sendable {
    let pipelines: [PipelineFile]

    /// - Parameter paths: spec files, and folders whose `.yaml` files are taken in the order of their names.
    /// - Throws: every problem of every file at once.
    init(
        _ paths: [String], environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws(PipelineSetError) {
        var problems: [String] = []
        var pipelines: [PipelineFile] = []
        for path in Self.files(paths, &problems) {
            do throws(PipelineSpecError) {
                pipelines.append(PipelineFile(path: path, spec: try PipelineSpec.load(path, environment: environment)))
            } catch {
                problems += error.problems.map(\.description)
            }
        }
        problems += PipelineConflicts(pipelines).problems
        guard problems.isEmpty else { throw PipelineSetError(problems: problems) }
        self.pipelines = pipelines
    }

    /// The files of specs that are named or lie in folders that are.
    static func files(_ paths: [String], _ problems: inout [String]) -> [String] {
        paths.flatMap { path -> [String] in
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
                return [path]
            }
            // A folder that cannot be read holds no specs, which is said next.
            let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
            let specs = names.filter { $0.hasSuffix(".yaml") && !$0.hasPrefix(".") }.sorted()
            if specs.isEmpty { problems.append("\(path): holds no .yaml file that can be read") }
            return specs.map { URL(filePath: path).appending(path: $0).path }
        }
    }
}
