package import Events

/// What the lines of one run have in common.
package struct EventContext: Sendable {
    package var start: StartRecord
    package var vocabulary: VocabularyRecord
    /// The world's time of the source's first instant; nil where it is not known.
    package var origin: EventTime?
    /// Facts of this run for the `start` line's `wall`.
    package var runDetails: JSONObject
    /// What an interrupted run had written; nil where this one begins afresh.
    package var earlier: LogState?

    package init(
        start: StartRecord, vocabulary: VocabularyRecord, origin: EventTime?, runDetails: JSONObject, earlier: LogState?
    ) {
        self.start = start
        self.vocabulary = vocabulary
        self.origin = origin
        self.runDetails = runDetails
        self.earlier = earlier
    }
}
