package import Tensors

/// Something that holds named tensors: a file, several files, or weights made by a rule in tests.
package protocol TensorSource: Sendable {
    /// For messages: the path, or what it is.
    var name: String { get }
    var keys: [String] { get }
    /// Nil where there is no such tensor.
    func shape(of key: String) -> [Int]?
    func tensor(_ key: String) throws(CheckpointError) -> Tensor
    /// The tensor for a layer that needs exactly `shape`; by default anything else is an error.
    func tensor(_ key: String, shape: [Int]) throws(CheckpointError) -> Tensor
}

extension TensorSource {
    package func tensor(_ key: String, shape: [Int]) throws(CheckpointError) -> Tensor {
        guard let found = self.shape(of: key) else {
            throw CheckpointError(source: name, key: key, problem: .missing)
        }
        guard found == shape else {
            throw CheckpointError(source: name, key: key, problem: .shape(found: found, expected: shape))
        }
        return try tensor(key)
    }
}

/// The tensors of several safetensors files as one.
struct ShardedWeights: TensorSource {
    let name: String
    private let files: [String: SafetensorsFile]

    init(paths: [String]) throws(CheckpointError) {
        var files: [String: SafetensorsFile] = [:]
        for path in paths {
            let file = try SafetensorsFile(path: path)
            for key in file.keys {
                guard files.updateValue(file, forKey: key) == nil else {
                    throw CheckpointError(source: path, key: key, problem: .duplicate)
                }
            }
        }
        self.files = files
        name = paths.joined(separator: ", ")
    }

    var keys: [String] { files.keys.sorted() }

    func shape(of key: String) -> [Int]? {
        // A key of this table is in its file.
        try? files[key]?.shape(of: key)
    }

    func tensor(_ key: String) throws(CheckpointError) -> Tensor {
        guard let file = files[key] else { throw CheckpointError(source: name, key: key, problem: .missing) }
        return try file.tensor(key)
    }
}
