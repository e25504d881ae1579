import ArgumentParser
import Bundles
import Foundation
import VisionLanguage

/// `earshot models show`
struct ModelsShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Print what a model is: origin, sizes, words, prompts and thresholds.")

    @Argument(help: "Name or directory.")
    var model = ModelStore.defaultModel

    @Flag(help: "Print model.json itself.")
    var json = false

    func run() throws {
        let files = try ModelStore().find(model)
        if json {
            print(String(decoding: try files.manifest.json(), as: UTF8.self), terminator: "")
        } else {
            for (title, text) in facts(files) {
                print(title.padding(toLength: 12, withPad: " ", startingAt: 0), text)
            }
        }
    }

    private func facts(_ files: BundleFiles) -> [(String, String)] {
        let manifest = files.manifest
        let words = [("base", KnownWord.Split.base), ("novel", .novel), ("other", nil)].map { title, split in
            ("\(title) words", manifest.words.filter { $0.split == split }.map(\.word).joined(separator: ", "))
        }
        let thresholds = manifest.thresholds
        return [
            ("model", files.identity), ("directory", files.directory), ("about", manifest.description),
            ("licence", manifest.license), ("size", byteCount(files.byteCount)),
        ] + ModelSizes(manifest).facts + words.filter { !$0.1.isEmpty } + [
            ("prompts", manifest.templates.joined(separator: " | ")), ("crop", manifest.crop.rawValue),
            (
                "thresholds",
                "sounding \(thresholds.sounding), score \(thresholds.score), mask \(thresholds.minAreaPx) pixels"
            ),
        ]
    }
}
