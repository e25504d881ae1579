package import MediaTypes

/// How much of a source is in which state. The sum is the time watched.
package struct Ledger: Sendable, Equatable {
    private var microseconds: [SnippetState: Int64] = [:]
    private var gapMicroseconds: Int64 = 0

    package init() {}

    /// Counts one snippet.
    package mutating func add(_ state: SnippetState, _ span: MediaSpan) {
        microseconds[state, default: 0] &+= Self.length(span)
    }

    /// Counts a snippet that was counted in one state in another.
    package mutating func change(_ span: MediaSpan, from old: SnippetState, to new: SnippetState) {
        microseconds[old, default: 0] &-= Self.length(span)
        add(new, span)
    }

    /// Counts one gap.
    package mutating func addGap(_ span: MediaSpan) {
        gapMicroseconds &+= Self.length(span)
    }

    package subscript(state: SnippetState) -> MediaTime {
        MediaTime(microseconds[state] ?? 0, .microseconds)
    }

    package var gaps: MediaTime { MediaTime(gapMicroseconds, .microseconds) }

    /// Snippets and gaps together.
    package var total: MediaTime {
        MediaTime(microseconds.values.reduce(gapMicroseconds, &+), .microseconds)
    }

    private static func length(_ span: MediaSpan) -> Int64 {
        span.end.rescaled(to: .microseconds).ticks - span.start.rescaled(to: .microseconds).ticks
    }

    var fields: JSONObject {
        var object = JSONObject(SnippetState.allCases.map { ("\($0.rawValue)_s", .seconds(self[$0])) })
        object.append("gap_s", .seconds(gaps))
        return object
    }

    init(fields: JSONObject) throws(EventError) {
        for state in SnippetState.allCases {
            let length = try fields.seconds("\(state.rawValue)_s").ticks
            if length != 0 { microseconds[state] = length }
        }
        gapMicroseconds = try fields.seconds("gap_s").ticks
    }
}
