/// A stretch of a source in which there was neither picture nor sound to watch.
package struct GapRecord: EventBody {
    static let type = EventType.gap

    package var span: MediaSpan
    /// What took the source away: `pause`, `error`, `eos`, `timeout`, `auth`, `state`, `restart`.
    package var reason: String
    /// The world's time of `span.start`.
    package var time: EventTime?
    package var video: VideoPosition?
    /// Present on the first line of an epoch.
    package var epochStart: EpochStart?

    package init(
        span: MediaSpan, reason: String, time: EventTime? = nil, video: VideoPosition? = nil,
        epochStart: EpochStart? = nil
    ) {
        self.span = span
        self.reason = reason
        self.time = time
        self.video = video
        self.epochStart = epochStart
    }

    var fields: JSONObject {
        var object = JSONObject([("epoch", .integer(span.epoch)), ("reason", .string(reason))])
        object.append(contentsOf: time.fields)
        object.append(contentsOf: span.secondsFields)
        object.append("video", video.map { .object($0.fields) } ?? .null)
        object.appendIfPresent("epoch_start", epochStart.map { .object($0.fields) })
        return object
    }

    init(fields: JSONObject) throws(EventError) {
        span = try MediaSpan(in: fields)
        reason = try fields.string("reason")
        time = try EventTime?(in: fields)
        video = try fields.objectIfPresent("video", VideoPosition.init(fields:))
        epochStart = try fields.objectIfPresent("epoch_start", EpochStart.init(fields:))
    }
}
