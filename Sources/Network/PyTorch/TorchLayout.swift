/// Where things are in a PyTorch file: what its pickle says, and the bytes of its storages.
struct TorchLayout {
    let root: PickleValue
    let heap: PickleHeap
    let storages: [String: StoredBytes]

    /// The longest pickle that is read, in bytes; those of published models have some hundred kilobytes.
    static let longestPickle = 1 << 26

    init(root: PickleValue, heap: PickleHeap, storages: [String: StoredBytes]) {
        self.root = root
        self.heap = heap
        self.storages = storages
    }

    /// The zip format: one pickle, a file for every storage, all in one folder.
    init(archive file: UnsafeRawBufferPointer, source: String) throws(CheckpointError) {
        let entries = try ZipArchive(file, source: source).entries
        let folder = try Self.folder(of: entries.keys, source)
        try Self.requireLittleEndian(entries[folder + "byteorder"], file, source)
        let pickle = try Self.stored(entries, folder + "data.pkl", file, source)
        guard pickle.bytes.count <= Self.longestPickle else {
            throw CheckpointError(
                source: source, problem: .malformed("its pickle has \(pickle.bytes.count) bytes, which is too long"))
        }
        let content = try Unpickler.read(file, range: pickle.bytes, source: source)
        let data = folder + "data/"
        var storages: [String: StoredBytes] = [:]
        for (name, entry) in entries where name.hasPrefix(data) && entry.isStored {
            storages[String(name.dropFirst(data.count))] = StoredBytes(bytes: entry.bytes, crc: entry.crc)
        }
        self.init(root: content.root, heap: content.heap, storages: storages)
    }

    /// The folder that holds `data.pkl`, with its slash.
    private static func folder(
        of names: some Sequence<String>, _ source: String
    ) throws(CheckpointError) -> String {
        let folders = names.filter { $0 == "data.pkl" || $0.hasSuffix("/data.pkl") }.map { String($0.dropLast(8)) }
        guard let folder = folders.first, folders.count == 1 else {
            throw CheckpointError(
                source: source, problem: .malformed("it is a zip file but no checkpoint of PyTorch: it has no data.pkl")
            )
        }
        return folder
    }

    private static func stored(
        _ entries: [String: ZipArchive.Entry], _ name: String, _ file: UnsafeRawBufferPointer, _ source: String
    ) throws(CheckpointError) -> StoredBytes {
        guard let entry = entries[name], entry.isStored else {
            throw CheckpointError(
                source: source,
                problem: .malformed("entry '\(name)' is compressed, as PyTorch never does: unpack it, then `zip -0 -r`")
            )
        }
        let stored = StoredBytes(bytes: entry.bytes, crc: entry.crc)
        guard stored.isIntact(in: file) else { throw .damaged(entry: name, source) }
        return stored
    }

    private static func requireLittleEndian(
        _ entry: ZipArchive.Entry?, _ file: UnsafeRawBufferPointer, _ source: String
    ) throws(CheckpointError) {
        guard let entry else { return }  // written before there were such records, on machines like this one
        guard file[entry.bytes].elementsEqual("little".utf8) else { throw .bigEndian(source) }
    }
}

extension CheckpointError {
    static func damaged(entry: String, _ source: String) -> CheckpointError {
        CheckpointError(
            source: source,
            problem: .malformed(
                "the checksum of '\(entry)' is wrong: the file is damaged, get it again "
                    + "(or PyTorch wrote it without checksums: save it again with them)"))
    }

    static func bigEndian(_ source: String) -> CheckpointError {
        CheckpointError(
            source: source,
            problem: .malformed("it was written by a big-endian machine: load it in PyTorch and save it as safetensors")
        )
    }
}
