package import MediaTypes

/// A sound that lasts begins: its first labelled second.
package struct SoundBeginRecord: EventBody {
    static let type = EventType.soundBegin

    package var track: Int
    package var label: String
    package var known: KnownSplit?
    package var epoch: Int
    package var start: MediaTime
    /// The world's time of `start`.
    package var time: EventTime?
    /// Of the first labelled second, 0…1.
    package var score: Double
    package var sounding: Double

    package init(
        track: Int, label: String, known: KnownSplit? = nil, epoch: Int, start: MediaTime, time: EventTime? = nil,
        score: Double, sounding: Double
    ) {
        self.track = track
        self.label = label
        self.known = known
        self.epoch = epoch
        self.start = start
        self.time = time
        self.score = score
        self.sounding = sounding
    }

    var fields: JSONObject {
        var object = JSONObject([("epoch", .integer(epoch))])
        object.append(contentsOf: time.fields)
        object.append("start_s", .seconds(start))
        object.append("track", .integer(track))
        object.append("label", .string(label))
        object.appendIfPresent("known", known.map { .string($0.rawValue) })
        object.append("score", .score(score))
        object.append("sounding", .score(sounding))
        return object
    }

    init(fields: JSONObject) throws(EventError) {
        epoch = try fields.count("epoch")
        time = try EventTime?(in: fields)
        start = try fields.seconds("start_s")
        track = try fields.count("track")
        label = try fields.string("label")
        known = try fields.ifPresent("known") { key throws(EventError) in try fields.choice(key) }
        score = try fields.probability("score")
        sounding = try fields.probability("sounding")
    }
}
