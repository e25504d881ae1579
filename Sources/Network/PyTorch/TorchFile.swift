import Synchronization

/// A memory-mapped checkpoint of PyTorch (`.pth`, `.pt`), TorchScript archives included. No code in it is ever run.
package final class TorchFile: WeightFile {
    package let path: String
    package let beside: [String]
    private let file: MappedFile
    private let tensors: [String: TorchTensor]
    private let storages: [String: StoredBytes]
    private let intact = Mutex<Set<String>>([])

    /// Where training code keeps the state dict when it saves other things beside it.
    private static let wrappers = ["model", "state_dict", "model_state_dict"]

    /// Maps the file and checks completely what it says about its tensors.
    package convenience init(path: String) throws(CheckpointError) {
        try self.init(MappedFile(path: path), path: path)
    }

    init(_ file: MappedFile, path: String) throws(CheckpointError) {
        let layout = try Self.layout(file.bytes, path)
        let all = try TorchTensors(layout.root, heap: layout.heap, storages: layout.storages, source: path).tensors
        let prefix = Self.wrapper(layout).map { $0 + "." } ?? ""
        var tensors: [String: TorchTensor] = [:]
        for (name, tensor) in all where name.hasPrefix(prefix) {
            tensors[String(name.dropFirst(prefix.count))] = tensor
        }
        self.path = path
        self.file = file
        self.tensors = tensors
        beside = all.keys.filter { !$0.hasPrefix(prefix) }.sorted()
        storages = layout.storages
    }

    /// Whether the file begins as one. The JSON of safetensors follows a length, whose bytes may be any.
    static func isOne(_ file: UnsafeRawBufferPointer) -> Bool {
        guard file.count > 8, file[8] != UInt8(ascii: "{") else { return false }
        return file.starts(with: zipMagic) || file.first == PickleOpcode.proto.rawValue || isTar(file)
    }

    private static let zipMagic: [UInt8] = [0x50, 0x4b]

    private static func isTar(_ file: UnsafeRawBufferPointer) -> Bool {
        file.count > 262 && file[257..<262].elementsEqual("ustar".utf8)
    }

    private static func layout(_ file: UnsafeRawBufferPointer, _ path: String) throws(CheckpointError) -> TorchLayout {
        if file.starts(with: TorchLayout.legacyMagic) { return try TorchLayout(legacy: file, source: path) }
        if file.starts(with: zipMagic) { return try TorchLayout(archive: file, source: path) }
        let what = isTar(file) ? "is in a format that PyTorch left in 2017" : "is no checkpoint of PyTorch"
        throw CheckpointError(
            source: path,
            problem: .malformed(
                "it \(what): where PyTorch opens it, convert it with "
                    + "`torch.save(torch.load(\"old.pth\", map_location=\"cpu\"), \"new.pth\")`"))
    }

    /// The name below which the state dict stands, where the file holds more than one.
    private static func wrapper(_ layout: TorchLayout) -> String? {
        wrappers.first { name in layout.heap.value(layout.root, name).flatMap(layout.heap.pairs) != nil }
    }

    package var keys: [String] { tensors.keys.sorted() }

    package func shape(of key: String) throws(CheckpointError) -> [Int] { try tensor(key).shape }

    package func type(of key: String) throws(CheckpointError) -> ElementType { try tensor(key).type }

    package func withBytes<Result>(
        of key: String, _ body: (UnsafeRawBufferPointer) throws -> Result
    ) throws -> Result {
        let tensor = try tensor(key)
        try requireIntact(tensor.storage.key)
        return try withExtendedLifetime(file) {
            let bytes = UnsafeRawBufferPointer(rebasing: file.bytes[tensor.bytes])
            guard !tensor.isContiguous else { return try body(bytes) }
            guard tensor.byteCount <= file.bytes.count else {
                throw CheckpointError(
                    source: path, key: key,
                    problem: .malformed("it repeats its elements to more bytes than the file has"))
            }
            return try tensor.gathered(bytes).withUnsafeBytes(body)
        }
    }

    package func release(_ key: String) throws(CheckpointError) { file.release(try tensor(key).bytes) }

    private func tensor(_ key: String) throws(CheckpointError) -> TorchTensor {
        guard let tensor = tensors[key] else { throw CheckpointError(source: path, key: key, problem: .missing) }
        return tensor
    }

    /// Compares the checksum of a storage when it is first read.
    private func requireIntact(_ storage: String) throws(CheckpointError) {
        guard !intact.withLock({ $0.contains(storage) }) else { return }
        guard storages[storage]?.isIntact(in: file.bytes) == true else {
            throw .damaged(entry: "data/" + storage, path)
        }
        intact.withLock { _ = $0.insert(storage) }
    }
}
