/// A column of its own for each sound that lasts: a bar in seconds in which it is labelled, a dot in seconds between.
struct SoundColumns: Sendable {
    private var tracks: [Int?] = []
    private static let fewest = 3

    /// Gives a sound the first free column.
    mutating func open(_ track: Int) {
        guard !tracks.contains(track) else { return }
        if let free = tracks.firstIndex(of: nil) {
            tracks[free] = track
        } else {
            tracks.append(track)
        }
    }

    mutating func close(_ track: Int) {
        guard let column = tracks.firstIndex(of: track) else { return }
        tracks[column] = nil
        while tracks.last == .some(nil) { tracks.removeLast() }
    }

    func drawn(labelled: Set<Int>, palette: Palette) -> String {
        let columns = tracks.enumerated().map { column, track -> String in
            guard let track else { return " " }
            return palette.colored(labelled.contains(track) ? "┃" : "·", column)
        }
        return columns.joined() + String(repeating: " ", count: max(0, Self.fewest - columns.count))
    }
}
