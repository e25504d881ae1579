/// The formats of files of weights.
package enum WeightFormat {
    /// Maps a file of any format, which its first bytes tell.
    package static func open(_ path: String) throws(CheckpointError) -> any WeightFile {
        let file = try MappedFile(path: path)
        return TorchFile.isOne(file.bytes)
            ? try TorchFile(file, path: path) : try SafetensorsFile(file, path: path)
    }
}
