/// A sound ended. Every begin has one end.
package struct SoundEndRecord: EventBody {
    static let type = EventType.soundEnd

    package enum Reason: String, Sendable, CaseIterable {
        /// It was not labelled for 2 s.
        case silence
        case gap
        case epoch
        case vocabulary
        case stop
    }

    package var track: Int
    package var label: String
    /// From its first labelled second to the end of its last.
    package var span: MediaSpan
    /// The world's time of `span.end`.
    package var time: EventTime?
    package var reason: Reason
    /// The highest it had, 0…1.
    package var score: Double
    package var sounding: Double

    package init(
        track: Int, label: String, span: MediaSpan, time: EventTime? = nil, reason: Reason, score: Double,
        sounding: Double
    ) {
        self.track = track
        self.label = label
        self.span = span
        self.time = time
        self.reason = reason
        self.score = score
        self.sounding = sounding
    }

    var fields: JSONObject {
        var object = JSONObject([("epoch", .integer(span.epoch)), ("reason", .string(reason.rawValue))])
        object.append(contentsOf: time.fields)
        object.append(contentsOf: span.secondsFields)
        object.append("track", .integer(track))
        object.append("label", .string(label))
        object.append("score", .score(score))
        object.append("sounding", .score(sounding))
        return object
    }

    init(fields: JSONObject) throws(EventError) {
        span = try MediaSpan(in: fields)
        reason = try fields.choice("reason")
        time = try EventTime?(in: fields)
        track = try fields.count("track")
        label = try fields.string("label")
        score = try fields.probability("score")
        sounding = try fields.probability("sounding")
    }
}
