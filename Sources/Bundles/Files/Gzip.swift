import CZlib
import Foundation

/// Files that may be compressed with gzip, told by their first two bytes.
enum Gzip {
    /// The content of `path`, decompressed where it is gzip; at most `limit` bytes.
    static func contents(ofFile path: String, limit: Int = 1 << 26) throws(BundleError) -> Data {
        let data: Data
        do {
            data = try Data(contentsOf: URL(filePath: path))
        } catch {
            throw .file(operation: "read", path: path, reason: error.localizedDescription)
        }
        guard data.starts(with: [0x1f, 0x8b]) else { return data }
        guard let inflated = inflated(data, limit: limit) else {
            throw .corrupt(path: path, problem: "its gzip stream is broken, cut short or longer than \(limit) bytes")
        }
        return inflated
    }

    private static func inflated(_ data: Data, limit: Int) -> Data? {
        var stream = z_stream()
        guard earshot_inflate_init_gzip(&stream) == Z_OK else { return nil }
        defer { inflateEnd(&stream) }
        var input = [UInt8](data)
        return input.withUnsafeMutableBufferPointer { input in
            stream.next_in = input.baseAddress
            stream.avail_in = UInt32(input.count)
            return drained(&stream, limit: limit)
        }
    }

    private static func drained(_ stream: inout z_stream, limit: Int) -> Data? {
        var result = Data()
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while result.count <= limit {
            let status = chunk.withUnsafeMutableBufferPointer { output in
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(output.count)
                return inflate(&stream, Z_NO_FLUSH)
            }
            result += chunk.prefix(chunk.count - Int(stream.avail_out))
            if status == Z_STREAM_END { return result.count <= limit ? result : nil }
            guard status == Z_OK else { return nil }
        }
        return nil
    }
}
