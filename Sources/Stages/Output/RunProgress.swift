package import Events

/// What a run has come to so far.
package struct RunProgress: Sendable {
    package let ledger: Ledger
    package let damage: DamageCounts
    /// Something of the source is lost besides what `damage` counts.
    package let noticedDamage: Bool

    package var isDamaged: Bool { noticedDamage || damage != .none }
}
