package import Words

/// What recognises, and by which words.
package struct ModelSpec: Sendable, Equatable {
    package enum Emission: String, Sendable, CaseIterable {
        case center
        case newest
    }

    package enum Selection: String, Sendable, CaseIterable {
        case sounding
        case reference
    }

    package enum Crop: String, Sendable, CaseIterable {
        case reference
        case centered
        case resize
        case none
    }

    /// Name of a bundle in the search path, or a directory.
    package var bundle = "sandbox"
    /// Empty: the bundle's own words.
    package var words: [WordEntry] = []
    package var usesOnlyWords = false
    package var emission = Emission.center
    package var stride = 1
    package var selection = Selection.sounding
    /// Overrides of what the bundle says.
    package var shortSide: Int?
    package var soundingThreshold: Double?
    package var scoreThreshold: Double?
    package var minimumAreaPixels: Int?
    package var crop: Crop?
    /// The silence gate as the user set it; see ``silenceGate``.
    package var wantedSilenceGate = SilenceGateSpec.standard

    package init() {}

    /// Level in dBFS RMS below which a second is silent; nil where the gate is off.
    package var silenceGate: Double? {
        switch wantedSilenceGate {
        case .off: nil
        case .standard: selection == .reference ? nil : SilenceGateSpec.standardLevel
        case .level(let level): level
        }
    }
}
