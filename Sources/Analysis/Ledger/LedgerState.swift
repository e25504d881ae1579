/// What became of one second of a source. Every second has exactly one state.
package enum LedgerState: String, Sendable, Codable, CaseIterable {
    /// Overload or an ending source kept it from the analysis.
    case dropped
    case noVideo = "no_video"
    case noAudio = "no_audio"
    /// The silence gate found nothing that could be sounding.
    case silent
    /// The network ran; there may still be no labels.
    case analysed

    /// The first state that fits, in the order of the cases.
    package init(isDropped: Bool, hasPicture: Bool, hasSound: Bool, isSilent: Bool) {
        self =
            if isDropped { .dropped } else if !hasPicture { .noVideo } else if !hasSound { .noAudio } else if isSilent {
                .silent
            } else { .analysed }
    }
}
