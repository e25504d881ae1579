/// What of a source could not be decoded.
package struct DamageCounts: Sendable, Equatable {
    /// Packets of picture the decoder refused.
    package var videoErrors: Int
    /// Packets of sound the decoder refused.
    package var audioErrors: Int

    package static let none = DamageCounts(videoErrors: 0, audioErrors: 0)

    package init(videoErrors: Int, audioErrors: Int) {
        self.videoErrors = videoErrors
        self.audioErrors = audioErrors
    }

    package static func += (left: inout DamageCounts, right: DamageCounts) {
        left.videoErrors = left.videoErrors.addingClamped(right.videoErrors)
        left.audioErrors = left.audioErrors.addingClamped(right.audioErrors)
    }

    var fields: JSONObject {
        JSONObject([("video_errors", .integer(videoErrors)), ("audio_errors", .integer(audioErrors))])
    }

    /// nil where nothing is damaged: the field is left out then.
    var value: JSONValue? { self == .none ? nil : .object(fields) }

    init(fields: JSONObject) throws(EventError) {
        videoErrors = try fields.count("video_errors")
        audioErrors = try fields.count("audio_errors")
    }
}

extension Int {
    /// The sum, or the largest integer where it would be larger.
    fileprivate func addingClamped(_ other: Int) -> Int {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? .max : sum
    }
}
