/// The silence gate in a spec.
package enum SilenceGateSpec: Sendable, Hashable {
    static let standardLevel = -60.0

    /// At −60 dBFS, and off in the `reference` selection.
    case standard
    case off
    case level(Double)
}
