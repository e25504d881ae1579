import Foundation

/// A folder in AVSBench's layout (Spec §9, docs/evaluation.md).
package struct AVSBenchFolder: Sendable {
    /// The videos of the test split, by name.
    package let videos: [LabelledVideo]
    private let labels: [String: UInt8]

    /// - Throws: `EvaluationError` naming the file that is missing or wrong.
    package init(_ path: String) throws {
        let folder = URL(filePath: path, directoryHint: .isDirectory)
        let semantic = folder.appending(path: "AVSBench-semantic")
        let labels = try Self.labels(semantic.appending(path: "label2idx.json"))
        let metadata = semantic.appending(path: "metadata.csv")
        let rows = try VideoRow.parse(Self.text(metadata), file: metadata.path).filter { $0.split == "test" }
        guard !rows.isEmpty else { throw EvaluationError("lists no videos of the test split", in: metadata.path) }
        self.labels = labels
        videos = try rows.sorted { $0.video < $1.video }.map { row in
            let pictures = folder.appending(path: "AVSBench-openvoc/test/JPEGImages/\(row.video)")
            return LabelledVideo(
                name: row.video, frames: try Self.frames(pictures),
                classes: Set(row.words.compactMap { labels[Self.key($0)] }),
                folder: semantic.appending(path: "\(row.label)/\(row.video)"))
        }
    }

    /// The label id of a word, case ignored, hyphen and space alike; nil for a word the folder does not score.
    package func id(of word: String) -> UInt8? { labels[Self.key(word)] }

    private static func key(_ word: String) -> String {
        word.lowercased().split { $0 == "-" || $0.isWhitespace }.joined(separator: " ")
    }

    private static func labels(_ url: URL) throws -> [String: UInt8] {
        do {
            let table = try JSONDecoder().decode([String: UInt8].self, from: Data(contentsOf: url))
            guard let largest = table.values.max(), Int(largest) < AVSBenchClasses.count else {
                throw EvaluationError("has ids beyond \(AVSBenchClasses.count - 1)", in: url.path)
            }
            return Dictionary(table.map { (key($0.key), $0.value) }) { first, _ in first }
        } catch let error as EvaluationError {
            throw error
        } catch {
            throw EvaluationError("is no table of label ids: \(error.localizedDescription)", in: url.path)
        }
    }

    private static func text(_ url: URL) throws -> String {
        do {
            return try String(contentsOf: url, encoding: .utf8)
        } catch {
            throw EvaluationError("cannot be read: \(error.localizedDescription)", in: url.path)
        }
    }

    private static func frames(_ folder: URL) throws -> [LabelledVideo.Frame] {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".jpg") }
        } catch {
            throw EvaluationError("cannot be listed: \(error.localizedDescription)", in: folder.path)
        }
        let frames = try names.sorted().map { name in
            guard let second = name.first?.wholeNumberValue else {
                throw EvaluationError("has a picture whose name begins with no digit: \(name)", in: folder.path)
            }
            return LabelledVideo.Frame(second: second, path: folder.appending(path: name).path)
        }
        guard !frames.isEmpty else { throw EvaluationError("holds no pictures", in: folder.path) }
        return frames
    }
}
