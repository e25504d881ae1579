/// What of a source could not be decoded.
package struct DamageCounts: Sendable, Equatable {
    /// Packets of picture the decoder refused.
    package var videoErrors: Int
    /// Packets of sound the decoder refused.
    package var audioErrors: Int
    /// Pictures in which the decoder concealed damage.
    package var concealedPictures: Int
    /// Pictures that came after their second had been told of.
    package var latePictures: Int

    package static let none = DamageCounts(videoErrors: 0, audioErrors: 0)

    package init(videoErrors: Int, audioErrors: Int, concealedPictures: Int = 0, latePictures: Int = 0) {
        self.videoErrors = videoErrors
        self.audioErrors = audioErrors
        self.concealedPictures = concealedPictures
        self.latePictures = latePictures
    }

    package static func += (left: inout DamageCounts, right: DamageCounts) {
        left.videoErrors = left.videoErrors.addingClamped(right.videoErrors)
        left.audioErrors = left.audioErrors.addingClamped(right.audioErrors)
        left.concealedPictures = left.concealedPictures.addingClamped(right.concealedPictures)
        left.latePictures = left.latePictures.addingClamped(right.latePictures)
    }

    var fields: JSONObject {
        JSONObject([
            ("video_errors", .integer(videoErrors)), ("audio_errors", .integer(audioErrors)),
            ("concealed_pictures", .integer(concealedPictures)), ("late_pictures", .integer(latePictures)),
        ])
    }

    /// nil where nothing is damaged: the field is left out then.
    var value: JSONValue? { self == .none ? nil : .object(fields) }

    init(fields: JSONObject) throws(EventError) {
        videoErrors = try fields.count("video_errors")
        audioErrors = try fields.count("audio_errors")
        concealedPictures = try fields.count("concealed_pictures")
        latePictures = try fields.count("late_pictures")
    }
}

extension Int {
    /// The sum, or the largest integer where it would be larger.
    fileprivate func addingClamped(_ other: Int) -> Int {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? .max : sum
    }
}
