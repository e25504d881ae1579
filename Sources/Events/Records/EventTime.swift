/// The world's time of an instant of a source, and where it is known from.
package struct EventTime: Sendable, Equatable {
    package enum Origin: String, Sendable, CaseIterable {
        /// Sender reports of the RTP stream.
        case rtcpNTP = "rtcp_ntp"
        /// The arrival of the epoch's first packet, plus media time.
        case arrival
        /// Given by the user for the file's start.
        case startTime = "start_time"
        /// Read from the file's name by the user's pattern.
        case fileName = "file_name"
        /// The creation time stated in the file's container.
        case container
    }

    package let time: WallClock
    package let origin: Origin

    package init(time: WallClock, origin: Origin) {
        self.time = time
        self.origin = origin
    }
}

extension Optional where Wrapped == EventTime {
    /// `time` and `time_source`, both null where the time is not known: never the time of processing.
    var fields: JSONObject {
        JSONObject([
            ("time", self.map { .string($0.time.text) } ?? .null),
            ("time_source", self.map { .string($0.origin.rawValue) } ?? .null),
        ])
    }

    init(in fields: JSONObject) throws(EventError) {
        guard let time = try fields.ifPresent("time", fields.wallClock) else {
            self = nil
            return
        }
        self = EventTime(time: time, origin: try fields.choice("time_source"))
    }
}
