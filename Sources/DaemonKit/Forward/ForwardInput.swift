import AudioFeatures
import MediaTypes
import Network
import Tensors

/// The pictures and sound of one window, read from a safetensors file.
struct ForwardInput {
    /// Pictures of the window, oldest first.
    let pictures: [Picture]
    /// 16 kHz, −1…1.
    let waveform: [Float]
    /// The published 0.96 s example that belongs to the first picture; nil where every snippet has its own second.
    let firstRow: Int?

    /// Reads `frames` (uint8 `[T, H, W, 3]`), `waveform` (int16 or float32 `[N]`) and, where there is one, `first_row`
    /// (int64 `[1]`).
    init(path: String) throws {
        let file = try SafetensorsFile(path: path)
        pictures = try Self.pictures(of: file)
        waveform = try Self.waveform(of: file)
        firstRow = try file.contains("first_row") ? Self.firstRow(of: file) : nil
    }

    private static func pictures(of file: SafetensorsFile) throws -> [Picture] {
        let shape = try file.shape(of: "frames")
        guard try file.type(of: "frames") == .uint8, shape.count == 4, shape[3] == 3, !shape.contains(0) else {
            throw ForwardError.input(path: file.path, key: "frames", needs: "uint8 [T, H, W, 3]")
        }
        let size = shape[1] * shape[2] * 3
        return try file.withBytes(of: "frames") { bytes in
            (0..<shape[0]).map { index in
                Picture(
                    width: shape[2], height: shape[1],
                    pixels: Array(UnsafeRawBufferPointer(rebasing: bytes[index * size..<(index + 1) * size])))
            }
        }
    }

    private static func waveform(of file: SafetensorsFile) throws -> [Float] {
        let shape = try file.shape(of: "waveform")
        guard shape.count == 1 else {
            throw ForwardError.input(path: file.path, key: "waveform", needs: "int16 or float32 [N]")
        }
        switch try file.type(of: "waveform") {
        case .int16: return try file.integers("waveform").map { Float($0) / 32768 }
        case .float32: return try file.tensor("waveform").elements
        default: throw ForwardError.input(path: file.path, key: "waveform", needs: "int16 or float32 [N]")
        }
    }

    private static func firstRow(of file: SafetensorsFile) throws -> Int {
        let rows = try file.integers("first_row")
        guard rows.count == 1, (0..<1_000_000).contains(rows[0]) else {
            throw ForwardError.input(path: file.path, key: "first_row", needs: "one int64, 0 or more")
        }
        return Int(rows[0])
    }

    /// One log-mel patch `[96, 64]` per picture: cut from its own second, missing sound being zeros; or, from
    /// `first_row` on, the published examples, where missing ones are patches of zeros (Spec §2.7).
    var patches: [Tensor] {
        let logMel = LogMel()
        guard let firstRow else {
            return pictures.indices.map { index in
                let start = min(index * LogMel.sampleRate, waveform.count)
                let second = waveform[start..<min(start + LogMel.sampleRate, waveform.count)]
                return logMel.patch(of: second + Array(repeating: 0, count: LogMel.sampleRate - second.count))
            }
        }
        let examples = logMel.examples(of: waveform)
        return pictures.indices.map { index in
            let row = firstRow + index
            return row < examples.shape[0] ? examples[row] : Self.emptyPatch
        }
    }

    /// The published code's batch `[10, 1, 96, 64]`: the examples of the waveform, then patches of zeros; nil without
    /// `first_row`.
    var paddedExamples: Tensor? {
        guard firstRow != nil else { return nil }
        let examples = LogMel().examples(of: waveform)
        let missing = max(0, 10 - examples.shape[0])
        return Tensor.concatenated([examples] + Array(repeating: Tensor.stacked([Self.emptyPatch]), count: missing))
            .reshaped([examples.shape[0] + missing, 1, LogMel.frames, LogMel.bands])
    }

    private static let emptyPatch = Tensor(shape: [LogMel.frames, LogMel.bands])
}

/// Why a window could not be run.
enum ForwardError: Error, CustomStringConvertible {
    case input(path: String, key: String, needs: String)
    case window(pictures: Int, needs: Int)
    case unknown(names: [String], known: [String])

    var description: String {
        switch self {
        case .input(let path, let key, let needs): "tensor '\(key)' of \(path) must be \(needs)"
        case .window(let pictures, let needs): "the model sees windows of \(needs) pictures, \(pictures) are given"
        case .unknown(let names, let known):
            "no tensor is named \(names.joined(separator: ", ")); this run computes \(known.joined(separator: ", "))"
        }
    }
}
