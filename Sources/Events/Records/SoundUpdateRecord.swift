/// A sound goes on: what is known of it so far.
package struct SoundUpdateRecord: EventBody {
    static let type = EventType.soundUpdate

    package var track: Int
    package var label: String
    /// From its first labelled second to the end of its latest.
    package var span: MediaSpan
    /// The world's time of `span.end`.
    package var time: EventTime?
    /// The highest so far, 0…1.
    package var score: Double
    package var sounding: Double

    package init(track: Int, label: String, span: MediaSpan, time: EventTime? = nil, score: Double, sounding: Double) {
        self.track = track
        self.label = label
        self.span = span
        self.time = time
        self.score = score
        self.sounding = sounding
    }

    var fields: JSONObject {
        var object = JSONObject([("epoch", .integer(span.epoch))])
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
        time = try EventTime?(in: fields)
        track = try fields.count("track")
        label = try fields.string("label")
        score = try fields.probability("score")
        sounding = try fields.probability("sounding")
    }
}
