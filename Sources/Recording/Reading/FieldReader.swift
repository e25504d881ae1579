import Foundation

/// Reads the fields of a full box one after the other; past its end every field is nil.
struct FieldReader {
    private let bytes: Data
    private var position: Int
    private let end: Int
    let version: UInt8
    let flags: UInt32

    init?(_ bytes: Data, _ box: Box) {
        guard let head = bytes.integer(UInt32.self, at: box.content.lowerBound, before: box.content.upperBound) else {
            return nil
        }
        self.bytes = bytes
        version = UInt8(head >> 24)
        flags = head & 0xff_ffff
        position = box.content.lowerBound + 4
        end = box.content.upperBound
    }

    mutating func next<Value: FixedWidthInteger>(_ type: Value.Type) -> Value? {
        defer { position += MemoryLayout<Value>.size }
        return bytes.integer(type, at: position, before: end)
    }

    /// A field that is 64 bits wide from version 1 on, else 32.
    mutating func nextWide() -> Int64? {
        version == 0 ? next(UInt32.self).map(Int64.init) : next(Int64.self)
    }

    mutating func skip(_ count: Int) { position += count }
}
