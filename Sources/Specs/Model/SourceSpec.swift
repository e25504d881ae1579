package import struct Foundation.Date

/// What is watched.
package struct SourceSpec: Sendable, Equatable {
    /// Names the source in every event; nil: made from `url`.
    package var id: String?
    package var url = ""
    package var videoStream = StreamWish.best
    package var audioStream = StreamWish.best
    package var startTime = StartTime.container
    package var maximumPicture = PictureSize(width: 7_680, height: 4_320)
    /// Cap of one second's pictures and sound, in bytes.
    package var maximumSnippetBytes = 256 << 20

    package init() {}
}

/// Which of a container's streams of one kind is watched.
package enum StreamWish: Sendable, Hashable {
    case best
    case none
    /// By the number FFmpeg gives it.
    case index(Int)
}

/// Where the world's time of a recording comes from.
package enum StartTime: Sendable, Hashable {
    /// The creation time in the container; null if it has none.
    case container
    case none
    case at(Date)
    /// A `strptime` pattern the file's name is read by.
    case named(String)
}

/// Width and height in pixels, in displayed orientation or turned: what counts is the area.
package struct PictureSize: Sendable, Hashable {
    package var width: Int
    package var height: Int

    package init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }

    package var pixels: Int { width * height }
}
