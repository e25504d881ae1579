import Foundation
import Tensors
import Testing

@testable import Network

struct SafetensorsFileTests {
    @Test("What the writer wrote, the reader reads: names, shapes, types, metadata")
    func roundTrip() throws {
        let path = temporaryPath()
        defer { unlink(path) }
        let matrix = Tensor(shape: [2, 3], [1, 2, 3, 4, 5, 6])
        var writer = try SafetensorsWriter.create(
            path: path,
            declarations: [
                .init(key: "a.\"weight\"", type: .float32, shape: [2, 3]),
                .init(key: "count", type: .int64, shape: []), .init(key: "empty", type: .uint8, shape: [0, 4]),
            ], metadata: ["note": "line\nbreak"])
        try writer.append("a.\"weight\"", matrix)
        try withUnsafeBytes(of: Int64(-7).littleEndian) { try writer.append("count", bytes: $0) }
        try writer.append("empty", bytes: UnsafeRawBufferPointer(start: nil, count: 0))
        try writer.finish()

        let file = try SafetensorsFile(path: path)
        #expect(file.keys == ["a.\"weight\"", "count", "empty"])
        #expect(try file.tensor("a.\"weight\"").elements == matrix.elements)
        #expect(try file.integers("count") == [-7])
        #expect(try file.shape(of: "empty") == [0, 4])
        #expect(file.metadata == ["note": "line\nbreak"])
    }

    @Test("An unfinished file never appears under its name")
    func atomic() throws {
        let path = temporaryPath()
        defer { unlink(path + ".partial") }
        _ = try SafetensorsWriter.create(
            path: path, declarations: [.init(key: "a", type: .float32, shape: [1])])
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test("A missing tensor and a wrong type name file and key")
    func errors() throws {
        let path = try write(header: #"{"a":{"dtype":"I64","shape":[1],"data_offsets":[0,8]}}"#, data: 8)
        defer { unlink(path) }
        let file = try SafetensorsFile(path: path)
        #expect(throws: CheckpointError(source: path, key: "b", problem: .missing)) { try file.tensor("b") }
        #expect(
            throws: CheckpointError(source: path, key: "a", problem: .type(found: "I64", expected: "F32, F16 or BF16"))
        ) { try file.tensor("a") }
        #expect(throws: CheckpointError.self) { try SafetensorsFile(path: path + ".absent") }
        #expect(throws: CheckpointError.self) { try SafetensorsFile(path: "/") }
    }

    @Test(
        "A header that cannot be right is refused",
        arguments: [
            (#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}"#, 4),
            (
                #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[2,6]}}"#,
                6
            ),
            (
                #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#,
                4
            ),
            (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#, 8),
            (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#, 5),
            (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#, 3),
            (#"{"a":{"dtype":"F32","shape":[-1,-1],"data_offsets":[0,4]}}"#, 4),
            (#"{"a":{"dtype":"F32","shape":[9223372036854775807,4],"data_offsets":[0,4]}}"#, 4),
            (#"{"a":{"dtype":"F32","shape":[0,9223372036854775807,9223372036854775807],"data_offsets":[0,0]}}"#, 4),
            (#"{"a":{"dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,4]}}"#, 4),
            (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}"#, 4),
            (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0]}}"#, 4),
            (#"{"a":{"dtype":"F32","shape":[0.5],"data_offsets":[0,4]}}"#, 4),
            (#"{"a":{"dtype":"X9","shape":[1],"data_offsets":[0,4]}}"#, 4),
            (#"{"a":{"dtype":"F32","shape":"1","data_offsets":[0,4]}}"#, 4),
            (#"{"a":[1,2,3]}"#, 0), ("[]", 0), ("", 0), ("{", 0), (#"{"__metadata__":7}"#, 0),
        ])
    func malformed(header: String, dataBytes: Int) throws {
        let path = try write(header: header, data: dataBytes)
        defer { unlink(path) }
        #expect(throws: CheckpointError.self) { try SafetensorsFile(path: path) }
    }

    @Test("Every truncation of a valid file is refused")
    func truncated() throws {
        let whole = bytes(header: #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#, data: 8)
        for length in 0..<whole.count {
            let path = temporaryPath()
            defer { unlink(path) }
            try whole.prefix(length).write(to: URL(fileURLWithPath: path))
            #expect(throws: CheckpointError.self, "\(length) bytes") { try SafetensorsFile(path: path) }
        }
    }

    @Test("No header, whatever bytes are changed, crashes the reader or makes it read outside the file")
    func mutated() throws {
        let whole = bytes(
            header: #"{"__metadata__":{"k":"v"},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"#
                + #""b":{"dtype":"F16","shape":[3,1],"data_offsets":[8,14]}}"#, data: 14)
        var random = SplitMix(state: 42)
        var accepted = 0
        for _ in 0..<2000 {
            var mutant = whole
            for _ in 0...Int(random.next() % 3) { mutant[Int(random.next() % UInt64(whole.count))] = random.byte() }
            let path = temporaryPath()
            defer { unlink(path) }
            try mutant.write(to: URL(fileURLWithPath: path))
            do {
                let file = try SafetensorsFile(path: path)
                accepted += 1
                for key in file.keys { try file.withBytes(of: key) { #expect($0.count <= 14) } }
            } catch is CheckpointError {
                continue
            }
        }
        #expect(accepted > 0, "some mutations touch only data or names")
    }

    private func bytes(header: String, data: Int) -> Data {
        withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { Data($0) } + Data(header.utf8) + Data(count: data)
    }

    private func write(header: String, data: Int) throws -> String {
        let path = temporaryPath()
        try bytes(header: header, data: data).write(to: URL(fileURLWithPath: path))
        return path
    }

    private func temporaryPath() -> String {
        NSTemporaryDirectory() + "earshot-\(UUID().uuidString).safetensors"
    }
}

private struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
        return z ^ z >> 31
    }

    /// Mostly characters that a header is made of.
    mutating func byte() -> UInt8 {
        let value = next()
        let alphabet = Array(#"{}[]":,0123456789-e."#.utf8)
        return value & 3 == 0
            ? UInt8(truncatingIfNeeded: value >> 8) : alphabet[Int((value >> 8) % UInt64(alphabet.count))]
    }
}
