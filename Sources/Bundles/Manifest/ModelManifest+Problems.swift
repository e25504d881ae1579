import Foundation
import VisionLanguage

extension ModelManifest {
    /// What makes the manifest impossible although its types are right; empty where nothing does.
    var problems: [String] {
        namingProblems + fileProblems + segmentation.problems + clip.problems + vocabularyProblems + thresholdProblems
    }

    private var namingProblems: [String] {
        let allowed = name.unicodeScalars.allSatisfy { scalar in
            scalar.isASCII
                && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
                    || "._-".unicodeScalars.contains(scalar))
        }
        return allowed && name.first.map { $0 != "." } == true
            ? [] : ["name: \"\(name)\" may hold letters, digits, '-', '_' and '.' only, and not begin with '.'"]
    }

    private var fileProblems: [String] {
        var problems = files.keys.filter { !Self.isPlainFileName($0) }.sorted().map {
            "files: \"\($0)\" is not the name of a file of the bundle"
        }
        let needed = weights + [tokenizer.merges]
        problems += needed.filter { files[$0] == nil }.map { "files: does not list \"\($0)\"" }
        if weights.isEmpty { problems.append("weights: names no file") }
        if Set(weights).count != weights.count { problems.append("weights: names a file twice") }
        return problems
    }

    private static func isPlainFileName(_ name: String) -> Bool {
        !name.isEmpty && name != "." && name != ".." && name != fileName && !name.contains("/") && !name.contains("\0")
    }

    private var vocabularyProblems: [String] {
        var problems: [String] = []
        if templates.isEmpty { problems.append("templates: there is none") }
        problems += templates.filter { !$0.contains("{}") }.map { "templates: \"\($0)\" has no {} for the word" }
        if words.isEmpty { problems.append("words: there is none") }
        var seen: Set<String> = []
        for word in words.map(\.word) where !seen.insert(word.lowercased()).inserted || word.isEmpty {
            problems.append("words: \"\(word)\" is empty or stands twice")
        }
        return problems
    }

    private var thresholdProblems: [String] {
        var problems: [String] = []
        if !(0...1).contains(thresholds.sounding) { problems.append("thresholds.sounding: must be from 0 to 1") }
        if !(0...1).contains(thresholds.score) { problems.append("thresholds.score: must be from 0 to 1") }
        if thresholds.minAreaPx < 0 { problems.append("thresholds.min_area_px: must not be negative") }
        return problems
    }
}
