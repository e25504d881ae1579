import Media
import MediaTypes

/// The pictures of one second: the key picture, and those kept for the recording under a byte cap.
struct PictureSecond: Sendable {
    private(set) var key: VideoFrame?
    private(set) var kept: [RecordedPicture] = []
    private(set) var byteCount = 0
    private(set) var count = 0
    private var keyDistance: MediaTime?
    /// Every how many pictures one is kept; doubles whenever the cap is reached.
    private var stride = 1

    var shed: Int { count - kept.count }

    /// - Parameter target: the wanted instant of the key picture. Of two equally near pictures the earlier wins.
    mutating func add(_ frame: VideoFrame, at time: MediaTime, target: MediaTime, cap: Int?) {
        let distance = (time - target).magnitude
        if keyDistance.map({ distance < $0 }) ?? true {
            key = frame
            keyDistance = distance
        }
        if let cap { keep(frame, at: time, cap: cap) }
    }

    private mutating func keep(_ frame: VideoFrame, at time: MediaTime, cap: Int) {
        defer { count += 1 }
        guard count % stride == 0 else { return }
        kept.append(RecordedPicture(frame: frame, time: time))
        byteCount += frame.byteCount
        while byteCount > cap, kept.count > 1 { thin() }
    }

    private mutating func thin() {
        stride *= 2
        kept = kept.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
        byteCount = kept.reduce(0) { $0 + $1.frame.byteCount }
    }
}
