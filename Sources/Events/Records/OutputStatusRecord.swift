package import MediaTypes

/// An output of a live source could not be written, or can be again.
package struct OutputStatusRecord: EventBody {
    static let type = EventType.outputStatus

    package enum Output: String, Sendable, CaseIterable {
        case video
        /// Lines that could not be written wait, and follow once they can.
        case events
    }

    package enum Status: String, Sendable, CaseIterable {
        case failing
        case restored
    }

    package var output: Output
    package var status: Status
    /// How much of the source the video does not hold; nil where nothing.
    package var lost: MediaTime?
    /// What was refused, and why; holds no secret.
    package var message: String?

    package init(output: Output, status: Status, lost: MediaTime? = nil, message: String? = nil) {
        self.output = output
        self.status = status
        self.lost = lost
        self.message = message
    }

    var fields: JSONObject {
        var object = JSONObject([("output", .string(output.rawValue)), ("status", .string(status.rawValue))])
        object.appendIfPresent("lost_s", lost.map(JSONValue.seconds))
        object.appendIfPresent("message", message.map(JSONValue.string))
        return object
    }

    init(fields: JSONObject) throws(EventError) {
        output = try fields.choice("output")
        status = try fields.choice("status")
        lost = try fields.ifPresent("lost_s", fields.seconds)
        message = try fields.ifPresent("message", fields.string)
    }
}
