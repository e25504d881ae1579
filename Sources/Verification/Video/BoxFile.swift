import Foundation

/// The top-level boxes of an MP4 file, in order (ISO/IEC 14496-12, §4.2).
struct BoxFile {
    struct Box {
        let type: String
        let start: UInt64
        let contentStart: UInt64
        let end: UInt64
    }

    let size: UInt64
    /// The end of the last whole box.
    private(set) var position: UInt64 = 0
    private let path: String
    private let handle: FileHandle
    /// More than a fragment's index can be.
    private static let largestIndex: UInt64 = 1 << 26

    /// - Throws: `VerificationError.unreadable`.
    init(path: String) throws {
        self.path = path
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw VerificationError.unreadable(path: path, reason: "it cannot be opened")
        }
        self.handle = handle
        size = try handle.seekToEnd()
        // A crash may leave less than the first box.
        let start = try read(0, 8)
        guard start.count < 8 || start.dropFirst(4) == Data("ftyp".utf8) else {
            throw VerificationError.unreadable(path: path, reason: "it is no MP4")
        }
    }

    /// The next box that is there to its end, nil where there is none.
    mutating func next() throws -> Box? {
        let header = try read(position, 16)
        guard header.count >= 8, let short: UInt32 = header.integer(at: 0) else {
            return nil
        }
        let type = String(decoding: header[header.startIndex + 4..<header.startIndex + 8], as: UTF8.self)
        let long: UInt64? = short == 1 ? header.integer(at: 8) : UInt64(short)
        let headerLength: UInt64 = short == 1 ? 16 : 8
        guard let length = long, length >= headerLength, length <= size - position else { return nil }
        let box = Box(type: type, start: position, contentStart: position + headerLength, end: position + length)
        position = box.end
        return box
    }

    func content(of box: Box) throws -> Data {
        let length = box.end - box.contentStart
        guard length <= Self.largestIndex else {
            throw VerificationError.unreadable(path: path, reason: "its box at byte \(box.start) is malformed")
        }
        return try read(box.contentStart, Int(length))
    }

    private func read(_ offset: UInt64, _ count: Int) throws -> Data {
        try handle.seek(toOffset: offset)
        return try handle.read(upToCount: count) ?? Data()
    }
}

/// The boxes inside a box.
struct BoxList {
    private var boxes: [(type: String, content: Data)] = []

    init(_ data: Data) {
        var rest = data
        while let length: UInt32 = rest.integer(at: 0), length >= 8, Int(length) <= rest.count {
            let type = String(decoding: rest.dropFirst(4).prefix(4), as: UTF8.self)
            boxes.append((type, rest.prefix(Int(length)).dropFirst(8)))
            rest = rest.dropFirst(Int(length))
        }
    }

    func all(_ type: String) -> [Data] { boxes.filter { $0.type == type }.map(\.content) }
    func first(_ type: String) -> Data? { boxes.first { $0.type == type }?.content }
}

extension Data {
    /// The big-endian integer at an offset from the beginning, nil where the data ends before.
    func integer<Number: FixedWidthInteger & UnsignedInteger>(at offset: Int) -> Number? {
        let bytes = dropFirst(offset).prefix(Number.bitWidth / 8)
        guard bytes.count == Number.bitWidth / 8 else { return nil }
        return bytes.reduce(0) { $0 << 8 | Number($1) }
    }
}
