package import MediaTypes

/// One second of a source, and what was found in it.
package struct SnippetRecord: EventBody {
    static let type = EventType.snippet

    /// The second; shorter only for the last of an epoch.
    package var span: MediaSpan
    package var state: SnippetState
    /// Why the second was dropped; nil in every other state.
    package var reason: String?
    /// The world's time of `span.start`.
    package var time: EventTime?
    package var audio: SnippetAudio?
    /// The key picture, the one the network sees.
    package var frame: KeyFrame?
    /// The snippets the network saw together with this one.
    package var window: SnippetWindow?
    package var labels: [LabelRecord]
    /// What nearly became a label, best first.
    package var below: [WordScore]
    /// The digest of the words in force.
    package var vocabulary: String?
    package var model: String?
    /// Where the second stands in the annotated video; nil where none is written.
    package var video: VideoPosition?
    package var damage: DamageCounts
    /// Present on the first line of an epoch.
    package var epochStart: EpochStart?

    package init(
        span: MediaSpan, state: SnippetState, reason: String? = nil, time: EventTime? = nil, audio: SnippetAudio? = nil,
        frame: KeyFrame? = nil, window: SnippetWindow? = nil, labels: [LabelRecord] = [], below: [WordScore] = [],
        vocabulary: String? = nil, model: String? = nil, video: VideoPosition? = nil, damage: DamageCounts = .none,
        epochStart: EpochStart? = nil
    ) {
        self.span = span
        self.state = state
        self.reason = reason
        self.time = time
        self.audio = audio
        self.frame = frame
        self.window = window
        self.labels = labels
        self.below = below
        self.vocabulary = vocabulary
        self.model = model
        self.video = video
        self.damage = damage
        self.epochStart = epochStart
    }

    /// The epoch and the index of the second there.
    package var key: SnippetKey { SnippetKey(epoch: span.epoch, index: Int(span.start.wholeSecond)) }

    var fields: JSONObject {
        var object = JSONObject([("epoch", .integer(span.epoch)), ("state", .string(state.rawValue))])
        object.appendIfPresent("reason", reason.map(JSONValue.string))
        object.append(contentsOf: time.fields)
        object.append(contentsOf: span.secondsFields)
        object.append("audio", audio.map { .object($0.fields) } ?? .null)
        object.append("frame", frame.map { .object($0.fields) } ?? .null)
        object.append("window", window.map { .object($0.fields) } ?? .null)
        object.append("labels", .array(labels.map { .object($0.fields) }))
        object.append("below", .array(below.map(\.value)))
        object.append("vocabulary", vocabulary.map(JSONValue.string) ?? .null)
        object.append("model", model.map(JSONValue.string) ?? .null)
        object.append("video", video.map { .object($0.fields) } ?? .null)
        object.appendIfPresent("damage", damage.value)
        object.appendIfPresent("epoch_start", epochStart.map { .object($0.fields) })
        return object
    }

    init(fields: JSONObject) throws(EventError) {
        span = try MediaSpan(in: fields)
        state = try fields.choice("state")
        reason = try fields.ifPresent("reason", fields.string)
        time = try EventTime?(in: fields)
        audio = try fields.objectIfPresent("audio", SnippetAudio.init(fields:))
        frame = try fields.objectIfPresent("frame", KeyFrame.init(fields:))
        window = try fields.objectIfPresent("window", SnippetWindow.init(fields:))
        labels = try fields.objects("labels", LabelRecord.init(fields:))
        below = try WordScore.list(in: fields, "below")
        vocabulary = try fields.ifPresent("vocabulary", fields.string)
        model = try fields.ifPresent("model", fields.string)
        video = try fields.objectIfPresent("video", VideoPosition.init(fields:))
        damage = try fields.objectIfPresent("damage", DamageCounts.init(fields:)) ?? .none
        epochStart = try fields.objectIfPresent("epoch_start", EpochStart.init(fields:))
    }
}
