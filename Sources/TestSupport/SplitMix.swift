/// The random numbers of the synthetic weights and inputs: SplitMix64 whose state is the hash of a name.
package struct SplitMix: Sendable {
    private let state: UInt64

    /// - Parameter name: Hashed with 64-bit FNV-1a.
    package init(_ name: String) {
        state = name.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }

    /// Number `index` of the sequence.
    package subscript(index: Int) -> UInt64 {
        var z = state &+ UInt64(index &+ 1) &* 0x9E37_79B9_7F4A_7C15
        z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
        return z ^ z >> 31
    }
}
