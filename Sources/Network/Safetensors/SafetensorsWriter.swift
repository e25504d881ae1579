import Foundation
package import Tensors

/// Writes a safetensors file tensor by tensor.
///
/// The header stands before the data, so all names, types and shapes are given first.
package struct SafetensorsWriter: ~Copyable {
    /// What one tensor will be.
    package struct Declaration: Sendable {
        package let key: String
        package let type: ElementType
        package let shape: [Int]

        package init(key: String, type: ElementType, shape: [Int]) {
            self.key = key
            self.type = type
            self.shape = shape
        }

        package var byteCount: Int { shape.reduce(type.size, *) }
    }

    private let sink: any ByteSink
    private var remaining: ArraySlice<Declaration>

    /// Begins a file; the tensors must then be written in the order of `declarations`.
    package init(
        to sink: any ByteSink, declarations: [Declaration], metadata: [String: String] = [:]
    ) throws(CheckpointError) {
        self.sink = sink
        remaining = declarations[...]
        try Self.lend(Self.header(declarations, metadata), to: sink)
    }

    /// Begins a file at `path`.
    package static func create(
        path: String, declarations: [Declaration], metadata: [String: String] = [:]
    ) throws(CheckpointError) -> SafetensorsWriter {
        try SafetensorsWriter(to: NewFile(path: path), declarations: declarations, metadata: metadata)
    }

    /// Writes the next tensor from its little-endian bytes.
    package mutating func append(_ key: String, bytes: UnsafeRawBufferPointer) throws(CheckpointError) {
        guard let next = remaining.first else { preconditionFailure("'\(key)' was not declared") }
        precondition(next.key == key && next.byteCount == bytes.count, "'\(key)' is not what was declared next")
        try sink.write(bytes)
        remaining.removeFirst()
    }

    /// Writes the next tensor piece by piece; `body` is given what writes a piece.
    package mutating func append(
        _ key: String, _ body: (_ write: (UnsafeRawBufferPointer) throws -> Void) throws -> Void
    ) throws {
        guard let next = remaining.first else { preconditionFailure("'\(key)' was not declared") }
        var written = 0
        try body { piece in
            try sink.write(piece)
            written += piece.count
        }
        precondition(next.key == key && next.byteCount == written, "'\(key)' is not what was declared next")
        remaining.removeFirst()
    }

    /// Writes the next tensor, which was declared as float32.
    package mutating func append(_ key: String, _ tensor: Tensor) throws(CheckpointError) {
        guard let next = remaining.first else { preconditionFailure("'\(key)' was not declared") }
        precondition(
            next.key == key && next.type == .float32 && next.shape == tensor.shape,
            "'\(key)' is not what was declared next")
        try Self.lend(tensor.withUnsafeBuffer { Data(buffer: $0) }, to: sink)
        remaining.removeFirst()
    }

    /// Puts the complete file in its place.
    package consuming func finish() throws(CheckpointError) {
        precondition(remaining.isEmpty, "\(remaining.count) declared tensors were not written")
        try sink.finish()
    }

    private static func lend(_ data: Data, to sink: any ByteSink) throws(CheckpointError) {
        let result = data.withUnsafeBytes { bytes in
            Result { () throws(CheckpointError) in try sink.write(bytes) }
        }
        try result.get()
    }

    /// Eight bytes of length, then JSON padded with spaces so that the data is aligned.
    private static func header(_ declarations: [Declaration], _ metadata: [String: String]) -> Data {
        var items: [String] = []
        if !metadata.isEmpty {
            let pairs = metadata.sorted { $0.key < $1.key }.map { "\(quoted($0.key)):\(quoted($0.value))" }
            items.append("\"__metadata__\":{\(pairs.joined(separator: ","))}")
        }
        var offset = 0
        for declaration in declarations {
            let end = offset + declaration.byteCount
            let shape = declaration.shape.map(String.init).joined(separator: ",")
            items.append(
                "\(quoted(declaration.key)):{\"dtype\":\"\(declaration.type.rawValue)\","
                    + "\"shape\":[\(shape)],\"data_offsets\":[\(offset),\(end)]}")
            offset = end
        }
        var json = Data("{\(items.joined(separator: ","))}".utf8)
        json.append(contentsOf: repeatElement(UInt8(ascii: " "), count: (64 - (json.count + 8) % 64) % 64))
        return withUnsafeBytes(of: UInt64(json.count).littleEndian) { Data($0) } + json
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": result += "\\" + String(scalar)
            case _ where scalar.value < 0x20: result += String(format: "\\u%04x", scalar.value)
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
