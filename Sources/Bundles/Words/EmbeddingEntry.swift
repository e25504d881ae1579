import Foundation

/// The bytes of one embedding: a header, the key, the numbers as they are in memory (little-endian), a SHA-256 of all that.
enum EmbeddingEntry {
    private static let header = "earshot.embedding/1\n"

    static func data(of values: [Float], key: String) -> Data {
        var data = Data((header + key + "\n").utf8)
        for value in values { withUnsafeBytes(of: value.bitPattern.littleEndian) { data.append(contentsOf: $0) } }
        return data + Data(SHA256.digest(of: data).utf8)
    }

    /// Nil where the bytes are damaged, of another key or of another width.
    static func values(in data: Data, key: String, width: Int) -> [Float]? {
        let start = header.utf8.count + key.utf8.count + 1
        guard data.count == start + 4 * width + 64, data.starts(with: Data((header + key + "\n").utf8)),
            Data(SHA256.digest(of: data.dropLast(64)).utf8) == data.suffix(64)
        else { return nil }
        return (0..<width).map { index in
            let bits = data.dropFirst(start + 4 * index).prefix(4).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            return Float(bitPattern: bits)
        }
    }
}
