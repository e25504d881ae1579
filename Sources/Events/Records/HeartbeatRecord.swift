package import MediaTypes

/// A live source is being watched, up to this media time.
package struct HeartbeatRecord: EventBody {
    static let type = EventType.heartbeat

    package var epoch: Int
    package var end: MediaTime

    package init(epoch: Int, end: MediaTime) {
        self.epoch = epoch
        self.end = end
    }

    var fields: JSONObject {
        JSONObject([("epoch", .integer(epoch)), ("end_s", .seconds(end))])
    }

    init(fields: JSONObject) throws(EventError) {
        epoch = try fields.count("epoch")
        end = try fields.seconds("end_s")
    }
}
