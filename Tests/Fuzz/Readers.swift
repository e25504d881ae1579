/// libFuzzer's entry: each input is what its first bytes make of it, an archive, a file of the format before 1.6, a bare pickle
/// or safetensors. Compiled together with the readers, which nothing has to be made public for.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafeRawPointer?, _ count: Int) -> Int32 {
    let file = UnsafeRawBufferPointer(start: start, count: count)
    do throws(CheckpointError) {
        if file.starts(with: [0x50, 0x4b]) {
            try read(TorchLayout(archive: file, source: "archive"), file)
        } else if file.starts(with: TorchLayout.legacyMagic) {
            try read(TorchLayout(legacy: file, source: "legacy"), file)
        } else if file.first == PickleOpcode.proto.rawValue {
            try readPickle(file)
        } else {
            _ = try SafetensorsHeader(file, source: "safetensors")
        }
    } catch {
        precondition(!error.description.isEmpty)
    }
    return 0
}

/// A pickle whose tensors lie in the bytes of the pickle itself, whatever its storages are called.
private func readPickle(_ file: UnsafeRawBufferPointer) throws(CheckpointError) {
    let pickle = try Unpickler.read(file, range: 0..<file.count, source: "pickle")
    var storages: [String: StoredBytes] = [:]
    for identity in pickle.heap.persistent {
        guard let storage = TorchStorage(identity, heap: pickle.heap) else { continue }
        storages[storage.key] = StoredBytes(bytes: 0..<file.count, crc: nil)
    }
    try read(TorchLayout(root: pickle.root, heap: pickle.heap, storages: storages), file)
}

private func read(_ layout: TorchLayout, _ file: UnsafeRawBufferPointer) throws(CheckpointError) {
    let tensors = try TorchTensors(
        layout.root, heap: layout.heap, storages: layout.storages, source: "file"
    ).tensors
    for storage in layout.storages.values { _ = storage.isIntact(in: file) }
    for tensor in tensors.values where tensor.byteCount <= file.count {
        precondition(tensor.gathered(UnsafeRawBufferPointer(rebasing: file[tensor.bytes])).count == tensor.byteCount)
    }
}
