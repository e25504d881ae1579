/// The sound of a snippet: the mean of the channels at 16 kHz.
package struct SnippetAudio: Sendable, Equatable {
    /// Root mean square in dB of full scale, −∞ for digital silence. Written as null then.
    package var levelDBFS: Double
    /// Largest magnitude in dB of full scale, −∞ for digital silence.
    package var peakDBFS: Double
    /// Samples at 16 kHz the source does not have, filled with zeros.
    package var missingSamples: Int
    /// Samples at 16 kHz that came twice and were cut away.
    package var trimmedSamples: Int

    package init(levelDBFS: Double, peakDBFS: Double, missingSamples: Int = 0, trimmedSamples: Int = 0) {
        self.levelDBFS = levelDBFS
        self.peakDBFS = peakDBFS
        self.missingSamples = missingSamples
        self.trimmedSamples = trimmedSamples
    }

    var fields: JSONObject {
        var object = JSONObject([
            ("level_dbfs", .fixed(levelDBFS, places: 1)),
            ("peak_dbfs", .fixed(peakDBFS, places: 1)),
        ])
        if missingSamples > 0 { object.append("missing_samples", .integer(missingSamples)) }
        if trimmedSamples > 0 { object.append("trimmed_samples", .integer(trimmedSamples)) }
        return object
    }

    init(fields: JSONObject) throws(EventError) {
        levelDBFS = try fields.decibels("level_dbfs")
        peakDBFS = try fields.decibels("peak_dbfs")
        missingSamples = try fields.ifPresent("missing_samples", fields.count) ?? 0
        trimmedSamples = try fields.ifPresent("trimmed_samples", fields.count) ?? 0
    }
}

extension JSONObject {
    /// A level; null is digital silence.
    fileprivate func decibels(_ key: String) throws(EventError) -> Double {
        try value(key) == .null ? -.infinity : try double(key)
    }

    /// nil where the field is absent or null, else what `body` makes of the object there.
    func objectIfPresent<Result>(_ key: String, _ body: (JSONObject) throws(EventError) -> Result) throws(EventError)
        -> Result?
    {
        try ifPresent(key) { key throws(EventError) in try object(key, body) }
    }
}
