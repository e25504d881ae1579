import Network

/// One tensor of an import: the tensors of files it is made of.
struct WeightEntry {
    struct Part {
        let file: any WeightFile
        let key: String
    }

    /// Joined along the first dimension.
    let parts: [Part]
    /// Rows and columns of the only part change places.
    let isTransposed: Bool
    /// Of the tensor that is made.
    let shape: [Int]
    let type: ElementType

    init(_ file: any WeightFile, _ key: String) throws(CheckpointError) {
        parts = [Part(file: file, key: key)]
        isTransposed = false
        shape = try file.shape(of: key)
        type = try file.type(of: key)
    }

    /// - Throws: where the tensor is no matrix.
    init(transposing key: String, of file: any WeightFile) throws(CheckpointError) {
        let stored = try file.shape(of: key)
        guard stored.count == 2 else {
            throw CheckpointError(source: file.path, key: key, problem: .shape(found: stored, expected: [0, 0]))
        }
        parts = [Part(file: file, key: key)]
        isTransposed = true
        shape = stored.reversed()
        type = try file.type(of: key)
    }

    /// - Throws: where one is missing or the tensors differ in type or in any dimension but the first.
    init(joining keys: [String], of file: any WeightFile) throws(CheckpointError) {
        let first = try file.shape(of: keys[0])
        let type = try file.type(of: keys[0])
        var rows = 0
        for key in keys {
            let (found, foundType) = (try file.shape(of: key), try file.type(of: key))
            guard let count = found.first, found.dropFirst() == first.dropFirst() else {
                throw CheckpointError(source: file.path, key: key, problem: .shape(found: found, expected: first))
            }
            guard foundType == type else {
                throw CheckpointError(
                    source: file.path, key: key, problem: .type(found: foundType.rawValue, expected: type.rawValue))
            }
            rows += count
        }
        parts = keys.map { Part(file: file, key: $0) }
        isTransposed = false
        shape = [rows] + first.dropFirst()
        self.type = type
    }

    /// Lends the bytes, part by part.
    func forEachPart(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        for part in parts {
            try part.file.withBytes(of: part.key) { bytes in
                if isTransposed { try transposed(bytes).withUnsafeBytes(body) } else { try body(bytes) }
            }
            try part.file.release(part.key)
        }
    }

    private func transposed(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
        let (rows, columns, size) = (shape[0], shape[1], type.size)
        return [UInt8](unsafeUninitializedCapacity: bytes.count) { target, count in
            let target = UnsafeMutableRawBufferPointer(target)
            for row in 0..<rows {
                for column in 0..<columns {
                    let (to, from) = ((row * columns + column) * size, (column * rows + row) * size)
                    target[to..<to + size].copyBytes(from: bytes[from..<from + size])
                }
            }
            count = bytes.count
        }
    }
}
