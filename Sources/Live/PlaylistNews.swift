import Media

/// Whether a playlist names more than what was read when its stream broke off.
///
/// A server goes on serving the playlist of an encoder that is dead: connecting to it would bring its last segment again and
/// again.
struct PlaylistNews {
    private let address: String
    private var known: PlaylistEdge?

    /// How long reading a playlist may take.
    private static let limit = Duration.seconds(5)

    /// nil where the address leads to no playlist.
    init?(_ address: String) {
        guard InputKind(of: address) == .hls else { return nil }
        self.address = address
    }

    /// The stream has broken off: whatever the playlist names by now has been read.
    mutating func lost(_ interrupt: InputInterrupt) {
        known = PlaylistEdge.read(address, within: Self.limit, interrupt: interrupt)
    }

    /// False too where it cannot be told.
    func isKnown(_ interrupt: InputInterrupt) -> Bool {
        guard let known else { return false }
        return PlaylistEdge.read(address, within: Self.limit, interrupt: interrupt) == known
    }
}
