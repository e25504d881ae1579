/// Reads the operands of a pickle; every read is checked against the end.
struct PickleInput {
    private let bytes: UnsafeRawBufferPointer
    private let source: String
    /// Of the next byte, from the start of the file.
    private(set) var position: Int
    private let end: Int

    init(_ bytes: UnsafeRawBufferPointer, range: Range<Int>, source: String) {
        self.bytes = bytes
        self.source = source
        position = range.lowerBound
        end = range.upperBound
    }

    func fail(_ detail: String) -> CheckpointError {
        CheckpointError(source: source, problem: .malformed("its pickle \(detail) (byte \(position))"))
    }

    mutating func byte() throws(CheckpointError) -> UInt8 { bytes[try take(1).lowerBound] }

    /// A little-endian unsigned number of 2, 4 or 8 bytes.
    mutating func number<Number: FixedWidthInteger>(_: Number.Type) throws(CheckpointError) -> Number {
        let range = try take(MemoryLayout<Number>.size)
        return Number(littleEndian: bytes.loadUnaligned(fromByteOffset: range.lowerBound, as: Number.self))
    }

    mutating func skip(_ count: Int) throws(CheckpointError) { _ = try take(count) }

    mutating func text(_ count: Int) throws(CheckpointError) -> String { try decoded(try take(count)) }

    /// A two's complement number of any length; nil where it has more than 64 bits.
    mutating func long(_ count: Int) throws(CheckpointError) -> Int? {
        let range = try take(count)
        guard count <= 8 else { return nil }
        guard count > 0 else { return 0 }
        let value = range.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64(bytes[$1]) }
        let unused = UInt64(64 - 8 * count)
        return Int(Int64(bitPattern: value << unused) >> Int64(unused))
    }

    /// What stands before the next line feed.
    mutating func line() throws(CheckpointError) -> String {
        guard let feed = bytes[position..<end].firstIndex(of: 0x0a) else { throw fail("ends inside a line") }
        let text = try decoded(position..<feed)
        position = feed + 1
        return text
    }

    private mutating func take(_ count: Int) throws(CheckpointError) -> Range<Int> {
        guard count >= 0, count <= end - position else { throw fail("ends too early") }
        defer { position += count }
        return position..<position + count
    }

    private func decoded(_ range: Range<Int>) throws(CheckpointError) -> String {
        guard let text = String(validating: bytes[range], as: UTF8.self) else {
            throw fail("holds text that is no UTF-8")
        }
        return text
    }
}
