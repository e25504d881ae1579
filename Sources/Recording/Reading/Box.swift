import Foundation

/// A box of an MP4 file (ISO/IEC 14496-12 §4.2).
struct Box {
    let type: String
    /// The whole box.
    let range: Range<Int>
    /// What follows its header.
    let content: Range<Int>
}

/// The boxes of a stretch of bytes, in order; ends before one that is cut off or malformed.
struct BoxSequence: Sequence, IteratorProtocol {
    private let bytes: Data
    private var position: Int
    private let end: Int

    init(_ bytes: Data, in range: Range<Int>) {
        self.bytes = bytes
        position = range.lowerBound
        end = Swift.min(range.upperBound, bytes.count)
    }

    mutating func next() -> Box? {
        guard let small = bytes.integer(UInt32.self, at: position, before: end),
            let type = bytes.integer(UInt32.self, at: position + 4, before: end)
        else { return nil }
        var header = 8
        var size = UInt64(small)
        if small == 1 {
            guard let large = bytes.integer(UInt64.self, at: position + 8, before: end) else { return nil }
            (size, header) = (large, 16)
        }
        guard size >= UInt64(header), size <= UInt64(end - position) else { return nil }
        let box = Box(
            type: type.fourCharacters, range: position..<position + Int(size),
            content: position + header..<position + Int(size))
        position += Int(size)
        return box
    }
}

extension Data {
    /// A big-endian number, nil where it does not lie before `end`.
    func integer<Value: FixedWidthInteger>(_: Value.Type, at offset: Int, before end: Int) -> Value? {
        guard offset >= 0, offset <= Swift.min(end, count) - MemoryLayout<Value>.size else { return nil }
        return self[startIndex + offset..<startIndex + offset + MemoryLayout<Value>.size]
            .reduce(Value.zero) { $0 << 8 | Value(truncatingIfNeeded: $1) }
    }

    func boxes(in range: Range<Int>) -> BoxSequence { BoxSequence(self, in: range) }

    func first(_ type: String, in range: Range<Int>) -> Box? { boxes(in: range).first { $0.type == type } }
}

extension UInt32 {
    fileprivate var fourCharacters: String {
        String(
            decoding: [UInt8(self >> 24), UInt8(self >> 16 & 255), UInt8(self >> 8 & 255), UInt8(self & 255)],
            as: UTF8.self)
    }
}
