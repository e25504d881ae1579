/// Everything in a line that depends on the clock or the run, kept apart so that two runs over one file differ nowhere else.
package struct WallFields: Sendable, Equatable {
    /// When the line was written.
    package var written: WallClock?
    /// The video file holding this line's second, as a name beside the event file or a path.
    package var file: String?
    /// Where this line's second starts in the own clock of `file`, in ticks of the line's `video.time_base`.
    package var filePTS: Int64?
    /// How far the clock that `time` follows is ahead of this machine's, in milliseconds; nil where it is this machine's.
    package var senderAhead: Int?
    /// What each stage took, in milliseconds, in the order of the stages.
    package var latency: [StageLatency]
    /// More facts of the run: process number, threads, names of outputs.
    package var details: JSONObject

    package struct StageLatency: Sendable, Equatable {
        package let stage: String
        package let milliseconds: Int

        package init(stage: String, milliseconds: Int) {
            self.stage = stage
            self.milliseconds = milliseconds
        }
    }

    package init(
        written: WallClock? = nil, file: String? = nil, filePTS: Int64? = nil, senderAhead: Int? = nil,
        latency: [StageLatency] = [], details: JSONObject = JSONObject()
    ) {
        self.written = written
        self.file = file
        self.filePTS = filePTS
        self.senderAhead = senderAhead
        self.latency = latency
        self.details = details
    }

    var fields: JSONObject {
        var object = JSONObject()
        object.appendIfPresent("written", written.map { .string($0.text) })
        object.appendIfPresent("file", file.map(JSONValue.string))
        object.appendIfPresent("file_pts", filePTS.map(JSONValue.integer))
        object.appendIfPresent("sender_ahead_ms", senderAhead.map(JSONValue.integer))
        if !latency.isEmpty {
            let stages = latency.map { (key: $0.stage, value: JSONValue.integer($0.milliseconds)) }
            object.append("latency_ms", .object(JSONObject(stages)))
        }
        object.append(contentsOf: details)
        return object
    }

    init(fields: JSONObject) throws(EventError) {
        written = try fields.ifPresent("written", fields.wallClock)
        file = try fields.ifPresent("file", fields.string)
        filePTS = try fields.ifPresent("file_pts") { key throws(EventError) in try fields.integer(key) }
        senderAhead = try fields.ifPresent("sender_ahead_ms") { key throws(EventError) in try fields.integer(key) }
        latency =
            try fields.ifPresent("latency_ms") { key throws(EventError) in
                try fields.object(key, Self.stages)
            } ?? []
        let known: Set<String> = ["written", "file", "file_pts", "sender_ahead_ms", "latency_ms"]
        details = JSONObject(fields.fields.filter { !known.contains($0.key) })
    }

    /// Stages whose time is no whole number, as a later version may write them, are passed over.
    private static func stages(_ object: JSONObject) -> [StageLatency] {
        object.fields.compactMap { field in
            guard case .number(let digits) = field.value, let milliseconds = Int(digits) else { return nil }
            return StageLatency(stage: field.key, milliseconds: milliseconds)
        }
    }
}
