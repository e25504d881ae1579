/// One line of an event file: who writes it, its place in the sequence, what it says, and when it was written.
package struct EventLine: Sendable, Equatable {
    /// The name of the format and its version. A reader accepts every minor version of its major one.
    package static let schema = "earshot.events/1.0"
    private static let family = "earshot.events/1."
    private static let common: Set<String> = ["schema", "type", "source_id", "seq", "wall"]

    package var sourceID: String
    /// The line's number among all lines of its source, over types, files and restarts. The first is 1.
    package var seq: Int
    package var record: EventRecord
    package var wall: WallFields

    package init(sourceID: String, seq: Int, record: EventRecord, wall: WallFields = WallFields()) {
        self.sourceID = sourceID
        self.seq = seq
        self.record = record
        self.wall = wall
    }

    /// Reads a line, its end left off. Fields that are not known are passed over.
    package init(parsing bytes: ArraySlice<UInt8>) throws(EventError) {
        let object = try JSONParser.object(from: bytes)
        let schema = try object.string("schema")
        guard schema.hasPrefix(Self.family) else {
            throw .field(path: "schema", problem: "is \"\(schema)\"; this version reads \(Self.family)x")
        }
        sourceID = try object.string("source_id")
        seq = try object.count("seq")
        wall =
            try object.ifPresent("wall") { key throws(EventError) in
                try object.object(key, WallFields.init(fields:))
            } ?? WallFields()
        let body = JSONObject(object.fields.filter { !Self.common.contains($0.key) })
        record = try EventRecord(typeName: try object.string("type"), fields: body)
    }

    /// The line as it is written, without its end.
    package var text: String { object.text }

    /// The bytes that are written, the line's end included.
    package var bytes: [UInt8] {
        var output: [UInt8] = []
        object.write(to: &output)
        output.append(UInt8(ascii: "\n"))
        return output
    }

    private var object: JSONObject {
        var object = JSONObject([
            ("schema", .string(Self.schema)),
            ("type", .string(record.typeName)),
            ("source_id", .string(sourceID)),
            ("seq", .integer(seq)),
        ])
        object.append(contentsOf: record.fields)
        object.append("wall", .object(wall.fields))
        return object
    }
}
