import CFFmpeg
import Foundation

/// The newest segment a live playlist names: how far its stream has come.
package struct PlaylistEdge: Sendable, Hashable {
    private let number: Int
    /// Without what follows a `?`, as servers sign that anew each time.
    private let segment: String

    /// Reads a playlist, and where it only names others, the first of those.
    ///
    /// - Parameter address: of kind `hls`.
    /// - Returns: nil where it cannot be read within the limit, or names no segment.
    package static func read(_ address: String, within limit: Duration, interrupt: InputInterrupt) -> PlaylistEdge? {
        interrupt.arm(for: limit)
        let ends = InputLimit(interrupt)
        return InputThread(limit: ends).run { read(address, ends) } ?? nil
    }

    private static func read(_ address: String, _ limit: InputLimit) -> PlaylistEdge? {
        guard let playlist = text(at: address, limit) else { return nil }
        guard let variant = firstVariant(of: playlist) else { return PlaylistEdge(playlist) }
        return URL(string: variant, relativeTo: URL(string: address))
            .flatMap { text(at: $0.absoluteString, limit) }.flatMap { PlaylistEdge($0) }
    }

    /// - Parameter playlist: of segments.
    init?(_ playlist: String) {
        let lines = playlist.split(whereSeparator: \.isNewline)
        let segments = lines.filter { !$0.hasPrefix("#") }
        guard let last = segments.last else { return nil }
        let first = lines.first { $0.hasPrefix(Self.firstNumber) }.flatMap { Int($0.dropFirst(Self.firstNumber.count)) }
        number = (first ?? 0) + segments.count - 1
        segment = String(last.prefix { $0 != "?" })
    }

    private static let firstNumber = "#EXT-X-MEDIA-SEQUENCE:"

    private static func firstVariant(of playlist: String) -> String? {
        let lines = playlist.split(whereSeparator: \.isNewline)
        guard let mark = lines.firstIndex(where: { $0.hasPrefix("#EXT-X-STREAM-INF") }) else { return nil }
        return lines[mark...].first { !$0.hasPrefix("#") }.map(String.init)
    }

    private static let byteLimit = 1 << 20

    private static func text(at address: String, _ limit: InputLimit) -> String? {
        guard let protocols = InputKind.hls.protocols(of: address) else { return nil }
        var dictionary = OptionDictionary(["protocol_whitelist": protocols])
        var opened: UnsafeMutablePointer<AVIOContext>?
        var callback = limit.callback
        let result = dictionary.withPointer { avio_open2(&opened, address, AVIO_FLAG_READ, &callback, $0) }
        guard result >= 0, let context = opened else { return nil }
        defer { avio_closep(&opened) }
        var bytes = [UInt8](repeating: 0, count: byteLimit)
        var count = 0
        while count < byteLimit {
            let read = bytes.withUnsafeMutableBytes {
                avio_read(context, $0.baseAddress?.advanced(by: count), Int32(byteLimit - count))
            }
            guard read > 0 else { break }
            count += Int(read)
        }
        return limit.isDue ? nil : String(decoding: bytes[..<count], as: UTF8.self)
    }
}
