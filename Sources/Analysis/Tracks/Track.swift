package import MediaTypes

/// One sound that lasts: labels of one word in one place, linked over consecutive seconds.
package struct Track: Sendable, Equatable {
    /// Rises over the life of a source, restarts included; never used twice.
    package let id: Int
    package let word: String
    /// `base` or `novel` where the bundle declares a split for the word.
    package let known: String?
    /// Start of its first labelled second.
    package let begin: MediaTime
    /// End of its last labelled second so far.
    package private(set) var end: MediaTime
    /// Greatest of its labels so far.
    package private(set) var score: Float
    /// Greatest of its labels so far.
    package private(set) var sounding: Float
    package private(set) var labelledSeconds: Int

    /// As an event log tells it, for a linker that goes on after a restart.
    package init(
        id: Int, word: String, known: String?, begin: MediaTime, end: MediaTime, score: Float, sounding: Float,
        labelledSeconds: Int
    ) {
        self.id = id
        self.word = word
        self.known = known
        self.begin = begin
        self.end = end
        self.score = score
        self.sounding = sounding
        self.labelledSeconds = labelledSeconds
    }

    init(id: Int, first label: Label, of second: TrackedSecond) {
        self.init(
            id: id, word: label.word, known: label.known, begin: second.start, end: second.end, score: label.score,
            sounding: label.sounding, labelledSeconds: 1)
    }

    mutating func extend(with label: Label, of second: TrackedSecond) {
        end = second.end
        score = max(score, label.score)
        sounding = max(sounding, label.sounding)
        labelledSeconds += 1
    }
}
