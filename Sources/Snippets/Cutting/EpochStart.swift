import Media
import MediaTypes

/// Finds where an epoch's media time 0 lies: at the earlier first timestamp of the two tracks.
struct EpochStart {
    let alignedClocks: Bool
    private var firstPicture: MediaTime?
    private var firstSound: MediaTime?
    private var heldPictures = 0
    private var heldSound = MediaTime.zero
    private var heldBytes = 0
    private let byteLimit: Int

    /// With this much decoded media waiting for the other track's first, the other track counts as late.
    private static let pictureLimit = 64
    private static let soundLimit = MediaTime(seconds: 20)

    /// - Parameter byteLimit: The most that may wait, less one item.
    init(alignedClocks: Bool, byteLimit: Int) {
        self.alignedClocks = alignedClocks
        self.byteLimit = byteLimit
    }

    /// Looks at one more item; returns the start once it is known.
    mutating func add(_ item: MediaItem) -> EpochClock? {
        note(item.content)
        let knowsVideo = isSettled(firstPicture, item.videoHorizon, other: firstSound)
        let knowsSound = isSettled(firstSound, item.soundHorizon, other: firstPicture)
        let isOverfull =
            heldPictures > Self.pictureLimit || heldSound > Self.soundLimit || heldBytes > byteLimit
        return (knowsVideo && knowsSound) || isOverfull ? clock : nil
    }

    /// The start by what has been seen; nil where nothing has.
    var clock: EpochClock? {
        guard let first = [firstPicture, firstSound].compactMap({ $0 }).min() else { return nil }
        guard alignedClocks else { return EpochClock(video: first, sound: first) }
        return EpochClock(video: firstPicture ?? first, sound: firstSound ?? first)
    }

    private mutating func note(_ content: MediaItem.Content) {
        switch content {
        case .pictures(let batch, _):
            heldPictures += batch.frames.count
            heldBytes += batch.frames.reduce(0) { $0 + $1.byteCount }
            if firstPicture == nil { firstPicture = batch.frames.first?.pts }
        case .sound(_, let batch):
            heldSound = batch.frames.reduce(heldSound) { $0 + $1.duration }
            heldBytes += batch.frames.reduce(0) { $0 + $1.byteCount }
            if firstSound == nil { firstSound = batch.frames.first?.pts }
        case .epochBegan, .formatChanged, .notice, .progress: break
        }
    }

    /// A track is settled when its first frame is known, or cannot precede the other's, or never comes.
    private func isSettled(_ first: MediaTime?, _ horizon: Horizon, other: MediaTime?) -> Bool {
        if first != nil { return true }
        switch horizon {
        case .ended: return true
        case .unknown: return false
        case .time(let bound): return !alignedClocks && other.map { bound >= $0 } ?? false
        }
    }
}

/// Media time 0 of an epoch on each track's own clock.
struct EpochClock: Sendable {
    let video: MediaTime
    let sound: MediaTime

    func mediaTime(_ time: MediaTime, of track: MediaTrack) -> MediaTime {
        time - (track == .video ? video : sound)
    }

    /// nil where the track brings nothing any more.
    func mediaTime(_ horizon: Horizon, of track: MediaTrack) -> MediaTime? {
        switch horizon {
        case .unknown: MediaTime(.min / 4, .microseconds)
        case .time(let time): mediaTime(time, of: track)
        case .ended: nil
        }
    }
}
