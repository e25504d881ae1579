/// The formats of files of weights.
package enum WeightFormat {
    /// Maps a file of any format, which its first bytes tell.
    package static func open(_ path: String) throws(CheckpointError) -> any WeightFile {
        let file = try MappedFile(path: path)
        if TorchFile.isOne(file.bytes) { return try TorchFile(file, path: path) }
        guard file.bytes.count > 8, file.bytes[8] == UInt8(ascii: "{") else {
            throw CheckpointError(
                source: path, problem: .malformed("it is neither a checkpoint of PyTorch nor safetensors"))
        }
        return try SafetensorsFile(file, path: path)
    }
}
