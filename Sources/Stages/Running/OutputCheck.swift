import Events
import Foundation
import Media
import Recording
import Specs

/// Looks at the outputs before anything is opened: a refusal must not cost a loaded model, nor a file.
struct OutputCheck {
    private let source: String
    private let outputs: [String]
    private let events: String?
    private let video: RecordingName?
    private let isLive: Bool
    private let policy: OutputPolicy

    init(_ spec: PipelineSpec, _ policy: OutputPolicy) {
        source = spec.source.url
        events = spec.outputs.events.path.flatMap { $0 == EventLog.standardOutput ? nil : $0 }
        video = spec.outputs.video.path.map(RecordingName.init)
        isLive = spec.source.isLive
        outputs = [video.map { $0.fixedPath ?? $0.pattern }, events].compactMap(\.self)
        self.policy = policy
    }

    func run() throws {
        try requireDistinct()
        try requireUnused()
        switch policy {
        case .refuse:
            // The video of a live source goes on in further files.
            for path in isLive ? [events].compactMap(\.self) : outputs where Self.isRegularFile(path) {
                throw WatchError.outputExists(path: path)
            }
        case .overwrite:
            break
        case .resume:
            guard let events else { throw WatchError.resumeNeedsEvents }
            guard isLive || InputKind(of: source) != .pipe else { throw WatchError.readOnce(source: source) }
            guard try FileManager.default.fileExists(atPath: events) || !RotatedName(of: events).files().isEmpty else {
                throw WatchError.nothingToResume(path: events)
            }
        }
    }

    private func requireUnused() throws {
        guard let video else { return }
        do {
            if let written = try video.written() { throw RecordingError.inUse(path: written) }
        } catch is CocoaError {
            // Holding the recording will say what is wrong with its folder.
        }
    }

    private func requireDistinct() throws {
        var seen = [ResolvedPath(source)]
        for path in outputs {
            guard !seen.contains(ResolvedPath(path)) else { throw WatchError.sameFile(path: path) }
            seen.append(ResolvedPath(path))
        }
    }

    /// Devices and pipes can be written as they are.
    private static func isRegularFile(_ path: String) -> Bool {
        let type = try? FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
        // What cannot be looked at does not exist, or opening it will say why.
        return type == .typeRegular
    }
}
