package import MediaTypes

/// A stretch of one epoch of a source, `start ..< end` in media time counted from the epoch's own start.
package struct MediaSpan: Sendable, Equatable {
    package let epoch: Int
    package let start: MediaTime
    package let end: MediaTime

    package init(epoch: Int, start: MediaTime, end: MediaTime) {
        self.epoch = epoch
        self.start = start
        self.end = end
    }

    /// A stretch by its length.
    package init(epoch: Int, start: MediaTime, length: MediaTime) {
        self.init(epoch: epoch, start: start, end: start + length)
    }

    /// Reads `epoch`, `start_s` and `end_s`, which stand apart in a line.
    init(in fields: JSONObject) throws(EventError) {
        epoch = try fields.count("epoch")
        start = try fields.seconds("start_s")
        end = try fields.seconds("end_s")
        guard start <= end else { throw .field(path: "end_s", problem: "lies before start_s") }
    }

    var secondsFields: JSONObject {
        JSONObject([("start_s", .seconds(start)), ("end_s", .seconds(end))])
    }
}

extension JSONValue {
    /// Seconds with one to six decimals.
    static func seconds(_ time: MediaTime) -> JSONValue { .number(Decimal.seconds(time)) }
}
