/// Calls a snippet silent where even its loudest 100 ms stay below a level: nothing in it can be sounding.
package struct SilenceGate: Sendable {
    package static let defaultLevel = -60.0

    /// In dBFS RMS; nil switches the gate off.
    package let level: Double?

    package init(level: Double? = SilenceGate.defaultLevel) {
        self.level = level
    }

    /// - Parameter loudest: RMS of the snippet's loudest 100 ms in dBFS; minus infinity for digital silence.
    package func isSilent(loudest: Double) -> Bool {
        guard let level else { return false }
        return loudest < level
    }
}
