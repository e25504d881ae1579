extension TorchLayout {
    /// How PyTorch before 1.6 begins every file: a pickle of this number.
    static let legacyMagic: [UInt8] = [
        0x80, 0x02, 0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, 0x2e,
    ]

    private static let legacyProtocol = 1001

    /// The format before 1.6: pickles of a number, a version, facts on the machine, the content and the storages' names,
    /// then each storage behind the number of its elements.
    init(legacy file: UnsafeRawBufferPointer, source: String) throws(CheckpointError) {
        var position = Self.legacyMagic.count
        func next() throws(CheckpointError) -> Unpickler.Result {
            let end = min(file.count, position + Self.longestPickle)
            let pickle = try Unpickler.read(file, range: position..<end, source: source)
            position = pickle.end
            return pickle
        }
        guard try next().root == .int(Self.legacyProtocol) else {
            throw CheckpointError(source: source, problem: .malformed("it is of an unknown version"))
        }
        let machine = try next()
        guard machine.heap.value(machine.root, "little_endian") == .bool(true) else { throw .bigEndian(source) }
        let content = try next()
        let names = try next()
        let storages = try Self.storages(names, of: content.heap, file, from: position, source)
        self.init(root: content.root, heap: content.heap, storages: storages)
    }

    private static func storages(
        _ names: Unpickler.Result, of heap: PickleHeap, _ file: UnsafeRawBufferPointer, from start: Int,
        _ source: String
    ) throws(CheckpointError) -> [String: StoredBytes] {
        var known: [String: TorchStorage] = [:]
        for identity in heap.persistent {
            if let storage = TorchStorage(identity, heap: heap) { known[storage.key] = storage }
        }
        var storages: [String: StoredBytes] = [:]
        var position = start
        for name in names.heap.elements(names.root) ?? [] {
            guard case .string(let key) = name, let storage = known[key], let type = storage.type else {
                throw CheckpointError(source: source, problem: .malformed("it lists a storage that no tensor uses"))
            }
            let bytes = try storageBytes(storage, type, file, at: position, source)
            guard storages.updateValue(StoredBytes(bytes: bytes, crc: nil), forKey: key) == nil else {
                throw CheckpointError(source: source, problem: .malformed("it lists storage '\(key)' twice"))
            }
            position = bytes.upperBound
        }
        return storages
    }

    private static func storageBytes(
        _ storage: TorchStorage, _ type: ElementType, _ file: UnsafeRawBufferPointer, at position: Int,
        _ source: String
    ) throws(CheckpointError) -> Range<Int> {
        let start = position + 8
        guard start <= file.count, storage.count <= (file.count - start) / type.size else {
            throw CheckpointError(
                source: source, problem: .malformed("it ends before storage '\(storage.key)': it is cut short"))
        }
        let count = Int64(littleEndian: file.loadUnaligned(fromByteOffset: position, as: Int64.self))
        guard count == storage.count else {
            throw CheckpointError(
                source: source,
                problem: .malformed("storage '\(storage.key)' has \(count) elements, its tensors say \(storage.count)"))
        }
        return start..<start + storage.count * type.size
    }
}
