import Events
import Foundation
import Specs

/// Looks at the outputs before anything is opened: a refusal must not cost a loaded model, nor a file.
struct OutputCheck {
    private let source: String
    private let outputs: [String]
    private let events: String?
    private let policy: OutputPolicy

    init(_ spec: PipelineSpec, _ policy: OutputPolicy) {
        source = spec.source.url
        events = spec.outputs.events.path.flatMap { $0 == EventLog.standardOutput ? nil : $0 }
        outputs = [spec.outputs.video.path, events].compactMap(\.self)
        self.policy = policy
    }

    func run() throws {
        try requireDistinct()
        switch policy {
        case .refuse:
            for path in outputs where Self.isRegularFile(path) { throw WatchError.outputExists(path: path) }
        case .overwrite:
            break
        case .resume:
            guard let events else { throw WatchError.resumeNeedsEvents }
            guard FileManager.default.fileExists(atPath: events) else {
                throw WatchError.nothingToResume(path: events)
            }
        }
    }

    private func requireDistinct() throws {
        var seen = [Self.resolved(source)]
        for path in outputs {
            guard !seen.contains(Self.resolved(path)) else { throw WatchError.sameFile(path: path) }
            seen.append(Self.resolved(path))
        }
    }

    /// Devices and pipes can be written as they are.
    private static func isRegularFile(_ path: String) -> Bool {
        let type = try? FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
        // What cannot be looked at does not exist, or opening it will say why.
        return type == .typeRegular
    }

    private static func resolved(_ path: String) -> String {
        URL(filePath: path).resolvingSymlinksInPath().standardizedFileURL.path
    }
}
