import Network

extension SyntheticWeights {
    /// Writes all tensors as float32 in the order of the checkpoint; gigabytes for the published sizes.
    package func write(to path: String) throws {
        var writer = try SafetensorsWriter.create(
            path: path,
            declarations: keys.map {
                SafetensorsWriter.Declaration(key: $0, type: .float32, shape: shape(of: $0) ?? [])
            })
        for key in keys { try writer.append(key, try tensor(key)) }
        try writer.finish()
    }
}
