import Events
import Foundation
import Specs
import Stages

/// What no single spec can tell: pipelines that would get into each other's way.
struct PipelineConflicts {
    private let pipelines: [PipelineFile]

    init(_ pipelines: [PipelineFile]) {
        self.pipelines = pipelines
    }

    var problems: [String] { withoutOutput + sameID + sameOutput }

    private var withoutOutput: [String] {
        pipelines.filter { $0.outputs.isEmpty }.map {
            "\($0.path): sets none of outputs.video.path, outputs.events.path and outputs.archive.folder: nothing would be written"
        }
    }

    private var sameID: [String] {
        doubles(pipelines.map { ($0.id, $0.path) }).map { id, first, second in
            "\(second): source.id \(id) is also that of \(first); events could not be told apart"
        }
    }

    private var sameOutput: [String] {
        let outputs = pipelines.flatMap { pipeline in pipeline.outputs.map { (Self.resolved($0), pipeline.path) } }
        return doubles(outputs).map { output, first, second in "\(second): \(output) is also written by \(first)" }
    }

    /// Names that come twice, with where they came first and again.
    private func doubles(_ named: [(name: String, path: String)]) -> [(String, String, String)] {
        var first: [String: String] = [:]
        var found: [(String, String, String)] = []
        for (name, path) in named {
            if let earlier = first[name] { found.append((name, earlier, path)) } else { first[name] = path }
        }
        return found
    }

    private static func resolved(_ path: String) -> String {
        path == EventLog.standardOutput ? "the standard output" : ResolvedPath(path).description
    }
}

extension PipelineFile {
    var outputs: [String] {
        [spec.outputs.video.path, spec.outputs.events.path, spec.outputs.archive.folder].compactMap(\.self)
    }
}
