package import Events

/// Where event lines go: one owner, one writer.
package protocol EventDestination: SendableMetatype, ~Copyable {
    mutating func write(_ record: EventRecord, wall: WallFields) throws
}

extension EventLog: EventDestination {
    package mutating func write(_ record: EventRecord, wall: WallFields) throws {
        _ = try append(record, wall: wall)
    }
}
