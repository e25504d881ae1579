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
