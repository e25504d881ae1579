package import Media
package import MediaTypes

/// How an input is read.
package struct MediaReaderOptions: Sendable {
    package var videoStream: StreamChoice.Wish = .best
    package var audioStream: StreamChoice.Wish = .best
    /// Larger pictures are not decoded.
    package var maxPicture: PictureLimit = .standard
    /// Codec threads of the video decoder; what is decoded does not depend on them.
    package var videoThreads = 1
    package var lookAhead = LookAhead()
    /// Longest time one read may take.
    package var readTimeout: Duration = .seconds(30)
    /// Handed to FFmpeg's format and protocol by name.
    package var formatOptions: [String: String] = [:]
    /// Longest time opening may take, and finding the streams again; nil is `readTimeout`.
    package var openTimeout: Duration?
    /// How far the pictures' decoder may lag behind its packets before the seconds between count as without picture.
    package var pictureDelay = MediaTime(seconds: 10)
    /// For sources that come by themselves: how long the first picture is waited for. Where it comes later, or where size,
    /// rate or channels change, a new epoch begins; another codec or another stream ends the reading. nil for files: the
    /// first picture is looked for within `lookAhead`, later ones count as lost, and any change stays in its epoch.
    package var firstPictureLimit: Duration?
    /// Where the first snippet wanted begins; earlier pictures are not all decoded. nil reads everything.
    package var from: SnippetKey?

    package init() {}
}

/// How far an input is read ahead to find the packets of the track that lags behind.
///
/// Files interleave their tracks, but some badly. Compressed packets of the leading track wait until the other track has
/// caught up, the leading track is `duration` ahead, or `bytes` are waiting; after that the lagging track counts as
/// silent, its seconds are cut without it, and what comes too late for its second is dropped and recorded.
package struct LookAhead: Sendable {
    package var duration = MediaTime(seconds: 10)
    package var bytes = 64 << 20

    package init() {}

    package init(duration: MediaTime, bytes: Int) {
        self.duration = duration
        self.bytes = bytes
    }
}
