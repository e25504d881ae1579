import CFFmpeg

/// Reads an instant from the beginning of a text by a `strptime` pattern (%Y %m %d %H %M %S %T, …), in UTC, and writes it
/// by the same pattern.
package struct TimePattern: Sendable {
    private let pattern: String

    package init(_ pattern: String) {
        self.pattern = pattern
    }

    /// Seconds since 1970; nil where the text does not follow the pattern.
    package func seconds(in text: String) -> Int64? {
        var fields = tm()
        guard av_small_strptime(text, pattern, &fields) != nil else { return nil }
        return Int64(av_timegm(&fields))
    }

    /// The pattern with the instant's year, month and so on in their places.
    ///
    /// - Parameter seconds: since 1970.
    package func text(at seconds: Int64) -> String {
        var (instant, fields) = (time_t(seconds), tm())
        gmtime_r(&instant, &fields)
        // A place takes a handful of bytes: two in the pattern become at most this many.
        var buffer = [CChar](repeating: 0, count: pattern.utf8.count * 16 + 1)
        let count = strftime(&buffer, buffer.count, pattern, &fields)
        return String(decoding: buffer.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
