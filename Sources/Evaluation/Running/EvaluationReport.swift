import Foundation

/// An evaluation with what it was made with, as people and programs read it.
package struct EvaluationReport: Sendable, Encodable {
    package let model: String
    package let selection: String
    package let examples: String
    package let result: EvaluationResult

    package init(model: String, selection: String, examples: String, result: EvaluationResult) {
        self.model = model
        self.selection = selection
        self.examples = examples
        self.result = result
    }

    /// One JSON object with sorted keys; shares and mIoU are 0…1.
    package func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    /// A table in percent; a dash where there was nothing to count.
    package var text: String {
        let head =
            "\(model), selection \(selection), examples \(examples)\n\(result.videos) videos, \(result.snippets) snippets"
        guard result.scenes > 0 else { return ([head, ""] + miou(result.scores)).joined(separator: "\n") }
        let columns = Self.line("", "model", "everything", "counted")
        return ([head, "", columns] + miou(result.scores, result.baselineScores) + measures).joined(separator: "\n")
            + "\n\neverything: every object of a word marked, under that word, while anything sounds"
    }

    private func miou(_ scores: SegmentationScores, _ baseline: SegmentationScores? = nil) -> [String] {
        let rows: [(String, KeyPath<SegmentationScores, Double?>)] = [
            ("Base mIoU", \.base), ("Novel mIoU", \.novel), ("Harmonic mIoU", \.harmonic), ("mIoU", \.overall),
        ]
        return rows.map { name, value in
            Self.line(
                name, Self.percent(scores[keyPath: value]), baseline.map { Self.percent($0[keyPath: value]) } ?? "", "")
        }
    }

    private var measures: [String] {
        let rows: [(String, KeyPath<SceneMeasures, Share>)] = [
            ("muted snippets labelled", \.muted), ("silent object marked", \.silentMarked),
            ("swap moves the mask", \.swapMoved), ("objects on/off right", \.objectsOnOff),
            ("seconds on/off right", \.secondsOnOff),
        ]
        return rows.map { name, share in
            let model = result.measures[keyPath: share]
            let baseline = result.baselineMeasures[keyPath: share]
            return Self.line(name, Self.percent(model.value), Self.percent(baseline.value), "\(model.cases)")
        }
    }

    private static func percent(_ share: Double?) -> String {
        share.map { String(format: "%.2f", 100 * $0) } ?? "–"
    }

    private static func line(_ name: String, _ cells: String...) -> String {
        let padded = cells.map { String(repeating: " ", count: max(0, 12 - $0.count)) + $0 }
        let line = name.padding(toLength: 24, withPad: " ", startingAt: 0) + padded.joined()
        return String(line.reversed().drop { $0 == " " }.reversed())
    }
}
