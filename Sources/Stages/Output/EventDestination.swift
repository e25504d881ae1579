package import Events

/// Where event lines go: one owner, one writer.
package protocol EventDestination: SendableMetatype, ~Copyable {
    mutating func write(_ record: EventRecord, wall: WallFields) throws
}

extension RotatingLog: EventDestination {
    package mutating func write(_ record: EventRecord, wall: WallFields) throws {
        try append(record, wall: wall)
    }
}
