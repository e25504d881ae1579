package import MediaTypes

/// Less is done than asked for, or all of it again, because the machine is too slow for the source.
package struct OverloadRecord: EventBody {
    static let type = EventType.overload

    /// What is given up, in the order it is given up.
    package enum Shed: String, Sendable, CaseIterable {
        case overlay
        case stride
        case analysis
        case pictures
    }

    package var epoch: Int
    /// From which media time on.
    package var start: MediaTime
    package var shed: Shed
    /// false where this line says that it is done again.
    package var isActive: Bool
    /// Which branch was too slow, for people.
    package var message: String?

    package init(epoch: Int, start: MediaTime, shed: Shed, isActive: Bool, message: String? = nil) {
        self.epoch = epoch
        self.start = start
        self.shed = shed
        self.isActive = isActive
        self.message = message
    }

    var fields: JSONObject {
        var object = JSONObject([
            ("epoch", .integer(epoch)), ("start_s", .seconds(start)), ("shed", .string(shed.rawValue)),
            ("active", .bool(isActive)),
        ])
        object.appendIfPresent("message", message.map(JSONValue.string))
        return object
    }

    init(fields: JSONObject) throws(EventError) {
        epoch = try fields.count("epoch")
        start = try fields.seconds("start_s")
        shed = try fields.choice("shed")
        isActive = try fields.bool("active")
        message = try fields.ifPresent("message", fields.string)
    }
}
