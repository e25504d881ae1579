import Foundation

/// The table of contents of a safetensors file: eight bytes of length, then JSON; checked before anything is used.
struct SafetensorsHeader: Sendable {
    struct Entry: Sendable {
        let type: ElementType
        let shape: [Int]
        /// Bytes from the start of the file.
        let bytes: Range<Int>
    }

    let entries: [String: Entry]
    let metadata: [String: String]

    /// The longest header that is parsed, in bytes; published models stay below one megabyte.
    static let longest = 100 << 20

    /// - Throws: What is wrong, as `CheckpointError.Problem.malformed`, naming the key where there is one.
    init(_ file: UnsafeRawBufferPointer, source: String) throws(CheckpointError) {
        let length = try Self.headerLength(file, source: source)
        let json = try Self.parse(Data(file[8..<8 + length]), source: source)
        var entries: [String: Entry] = [:]
        for (key, item) in json.tensors {
            entries[key] = try Self.entry(key, item, dataStart: 8 + length, fileSize: file.count, source: source)
        }
        try Self.checkLayout(entries, start: 8 + length, end: file.count, source: source)
        self.entries = entries
        metadata = json.metadata
    }

    private static func headerLength(_ file: UnsafeRawBufferPointer, source: String) throws(CheckpointError) -> Int {
        guard file.count >= 8 else {
            throw CheckpointError(source: source, problem: .malformed("\(file.count) bytes are too few for a header"))
        }
        let length = UInt64(littleEndian: file.loadUnaligned(as: UInt64.self))
        guard length <= UInt64(min(longest, file.count - 8)) else {
            throw CheckpointError(
                source: source,
                problem: .malformed("the header should have \(length) bytes, the file has \(file.count)"))
        }
        return Int(length)
    }

    private static func parse(_ json: Data, source: String) throws(CheckpointError) -> HeaderJSON {
        do {
            return try JSONDecoder().decode(HeaderJSON.self, from: json)
        } catch DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context),
            DecodingError.dataCorrupted(let context)
        {
            let path = context.codingPath.map(\.stringValue).joined(separator: ".")
            throw CheckpointError(
                source: source, key: path.isEmpty ? nil : path, problem: .malformed(context.debugDescription))
        } catch {
            throw CheckpointError(source: source, problem: .malformed("\(error)"))
        }
    }

    private static func entry(
        _ key: String, _ item: HeaderJSON.Item, dataStart: Int, fileSize: Int, source: String
    ) throws(CheckpointError) -> Entry {
        func fail(_ detail: String) -> CheckpointError {
            CheckpointError(source: source, key: key, problem: .malformed(detail))
        }
        guard let type = ElementType(rawValue: item.type) else { throw fail("unknown type \(item.type)") }
        guard item.offsets.count == 2, item.offsets[0] >= 0, item.offsets[0] <= item.offsets[1],
            item.offsets[1] <= fileSize - dataStart
        else { throw fail("offsets \(item.offsets) lie outside the \(fileSize - dataStart) bytes of data") }
        var expected = type.size
        for dimension in item.shape {
            let (product, overflow) = expected.multipliedReportingOverflow(by: dimension)
            guard dimension >= 0, !overflow else { throw fail("impossible shape \(item.shape)") }
            expected = product
        }
        let length = item.offsets[1] - item.offsets[0]
        guard length == expected else { throw fail("shape \(item.shape) needs \(expected) bytes, \(length) are given") }
        return Entry(
            type: type, shape: item.shape, bytes: dataStart + item.offsets[0]..<dataStart + item.offsets[1])
    }

    /// Tensors cover the data exactly: no overlap, no hole, nothing after the last.
    private static func checkLayout(
        _ entries: [String: Entry], start: Int, end: Int, source: String
    ) throws(CheckpointError) {
        let inOrder = entries.sorted {
            ($0.value.bytes.lowerBound, $0.value.bytes.upperBound) < (
                $1.value.bytes.lowerBound, $1.value.bytes.upperBound
            )
        }
        var position = start
        for (key, entry) in inOrder {
            guard entry.bytes.lowerBound == position else {
                let what = entry.bytes.lowerBound < position ? "overlaps another tensor" : "leaves a hole before it"
                throw CheckpointError(source: source, key: key, problem: .malformed(what))
            }
            position = entry.bytes.upperBound
        }
        guard position == end else {
            throw CheckpointError(source: source, problem: .malformed("\(end - position) bytes belong to no tensor"))
        }
    }
}

/// The JSON of the header as it stands in the file.
private struct HeaderJSON: Decodable {
    struct Item: Decodable {
        let type: String
        let shape: [Int]
        let offsets: [Int]

        enum CodingKeys: String, CodingKey {
            case type = "dtype"
            case shape
            case offsets = "data_offsets"
        }
    }

    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    let tensors: [String: Item]
    let metadata: [String: String]

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Name.self)
        var tensors: [String: Item] = [:]
        var metadata: [String: String] = [:]
        for name in container.allKeys {
            if name.stringValue == "__metadata__" {
                metadata = try container.decode([String: String].self, forKey: name)
            } else {
                tensors[name.stringValue] = try container.decode(Item.self, forKey: name)
            }
        }
        self.tensors = tensors
        self.metadata = metadata
    }
}
