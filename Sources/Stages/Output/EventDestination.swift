package import Events

/// Where event lines go: one owner, one writer.
package protocol EventDestination: SendableMetatype, ~Copyable {
    mutating func write(_ record: EventRecord, wall: WallFields) throws
    /// Writes what a slow reader had no room for of the last line; whether nothing is left of it.
    mutating func catchUp() throws -> Bool
}

extension EventDestination where Self: ~Copyable {
    package mutating func catchUp() throws -> Bool { true }
}

extension RotatingLog: EventDestination {
    package mutating func write(_ record: EventRecord, wall: WallFields) throws {
        try append(record, wall: wall)
    }
}
