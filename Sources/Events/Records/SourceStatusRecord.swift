/// A live source changed its state.
package struct SourceStatusRecord: EventBody {
    static let type = EventType.sourceStatus

    /// `connecting`, `healthy`, `stalled`, `reconnecting`, …
    package var status: String
    /// Why: `error`, `eos`, `timeout`, `auth`, `state`.
    package var reason: String?
    /// For people; holds no secret.
    package var message: String?

    package var isHealthy: Bool { status == "healthy" }

    package init(status: String, reason: String? = nil, message: String? = nil) {
        self.status = status
        self.reason = reason
        self.message = message
    }

    var fields: JSONObject {
        var object = JSONObject([("status", .string(status))])
        object.append("reason", reason.map(JSONValue.string) ?? .null)
        object.appendIfPresent("message", message.map(JSONValue.string))
        return object
    }

    init(fields: JSONObject) throws(EventError) {
        status = try fields.string("status")
        reason = try fields.ifPresent("reason", fields.string)
        message = try fields.ifPresent("message", fields.string)
    }
}
