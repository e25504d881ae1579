import CFFmpeg

/// Reads an instant from the beginning of a text by a `strptime` pattern (%Y %m %d %H %M %S %T, …), in UTC.
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
}
