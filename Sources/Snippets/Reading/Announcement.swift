import Media
import MediaTypes

/// How long a container says its streams last, to be held against what there was.
struct Announcement {
    private let streams: [(track: MediaTrack, duration: MediaTime)]
    private let container: MediaTime?

    /// So much less is no loss.
    private static let tolerance = MediaTime(seconds: 1)

    init(_ demuxer: Demuxer, _ choice: StreamChoice) {
        let chosen = [(MediaTrack.video, choice.video), (.sound, choice.audio)]
        let isKnown = demuxer.duration != nil
        streams = chosen.compactMap { track, stream in
            stream?.duration.flatMap { isKnown ? (track, $0) : nil }
        }
        // The length of the whole says nothing of the chosen streams where others are left out.
        container = demuxer.streams.count == chosen.count { $0.1 != nil } ? demuxer.duration : nil
    }

    /// nil where all that was announced has been read.
    func shortfall(in order: PacketOrder) -> MediaNotice? {
        guard streams.isEmpty else {
            return streams.lazy.compactMap { track, announced in
                order.extent(of: track).flatMap { notice(announced, found: $0.upperBound - $0.lowerBound) }
            }.first
        }
        let extents = MediaTrack.allCases.compactMap { order.extent(of: $0) }
        guard let container, let last = extents.map(\.upperBound).max(),
            let first = extents.map(\.lowerBound).min()
        else { return nil }
        // Such containers count from 0, whenever their media starts.
        return notice(container, found: last - min(first, 0))
    }

    private func notice(_ announced: MediaTime, found: Int64) -> MediaNotice? {
        let found = MediaTime(found, .microseconds)
        return announced > found + Self.tolerance ? .shorterThanAnnounced(announced: announced, found: found) : nil
    }
}
