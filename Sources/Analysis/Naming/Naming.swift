package import Bundles
package import Network
package import VisionLanguage

/// A decoded window to the labels of its snippets: selection and names (Spec §6–§8).
package struct Naming: Sendable {
    private let selector: any WindowSelector

    /// - Parameters:
    ///   - vocabulary: of the same bundle.
    ///   - selection: nil for `sounding` with the bundle's thresholds.
    ///   - probe: told what the `reference` selection computes on the way.
    package init(
        bundle: ModelBundle, vocabulary: Vocabulary, selection: Selection? = nil, probe: TensorProbe = .none
    ) {
        let reader = QueryReader(crops: bundle.crops, classifier: bundle.classifier, vocabulary: vocabulary)
        selector =
            switch selection ?? .sounding(bundle.manifest.thresholds) {
            case .sounding(let thresholds): SoundingSelection(reader: reader, thresholds: thresholds)
            case .reference(let rule): ReferenceSelection(reader: reader, rule: rule, probe: probe)
            }
    }

    /// The labels of some slots of a window, in the order of `positions`.
    package func callAsFunction(_ window: DecodedWindow, positions: some Collection<Int>) -> [SnippetLabels] {
        positions.isEmpty ? [] : selector.labels(of: window, positions: Array(positions))
    }
}

/// A rule that says which queries of a window become labels.
protocol WindowSelector: Sendable {
    func labels(of window: DecodedWindow, positions: [Int]) -> [SnippetLabels]
}
