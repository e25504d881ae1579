package import MediaTypes

/// How an epoch began: where its media time 0 lies in the source's own timestamps.
package struct EpochStart: Sendable, Equatable {
    package enum Reason: String, Sendable, CaseIterable {
        /// The source was opened.
        case open
        /// Timestamps went back by more than a second.
        case backwards
        /// Both tracks went forward by more than ten seconds.
        case forwards
        /// The streams changed: codec, size, rate or channels.
        case format
    }

    /// A timestamp of a track.
    package struct Track: Sendable, Equatable {
        package var pts: Int64
        package var timeBase: TimeBase

        package init(pts: Int64, timeBase: TimeBase) {
            self.pts = pts
            self.timeBase = timeBase
        }

        var fields: JSONObject { JSONObject([("pts", .integer(pts)), ("time_base", timeBase.value)]) }

        init(fields: JSONObject) throws(EventError) {
            (pts, timeBase) = try fields.timestamp()
        }
    }

    package var reason: Reason
    /// The timestamp at which media time 0 lies on each track's clock; nil for a track the epoch does not have.
    package var video: Track?
    package var audio: Track?
    /// The two tracks started more than ten seconds apart: their clocks are unrelated and their starts were put together.
    package var tracksAligned: Bool

    package init(reason: Reason, video: Track?, audio: Track?, tracksAligned: Bool = false) {
        self.reason = reason
        self.video = video
        self.audio = audio
        self.tracksAligned = tracksAligned
    }

    var fields: JSONObject {
        JSONObject([
            ("reason", .string(reason.rawValue)),
            ("video", video.map { .object($0.fields) } ?? .null),
            ("audio", audio.map { .object($0.fields) } ?? .null),
            ("tracks_aligned", .bool(tracksAligned)),
        ])
    }

    init(fields: JSONObject) throws(EventError) {
        reason = try fields.choice("reason")
        video = try fields.objectIfPresent("video", Track.init(fields:))
        audio = try fields.objectIfPresent("audio", Track.init(fields:))
        tracksAligned = try fields.bool("tracks_aligned")
    }
}
