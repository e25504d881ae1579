/// The snippets the network saw together, by index in the epoch, both ends included.
package struct SnippetWindow: Sendable, Equatable {
    package var from: Int
    package var to: Int
    /// The epoch had fewer snippets than a window yet, and the oldest was repeated.
    package var isWarming: Bool

    package init(from: Int, to: Int, isWarming: Bool = false) {
        self.from = from
        self.to = to
        self.isWarming = isWarming
    }

    var fields: JSONObject {
        var object = JSONObject([("from", .integer(from)), ("to", .integer(to))])
        if isWarming { object.append("warming", .bool(true)) }
        return object
    }

    init(fields: JSONObject) throws(EventError) {
        from = try fields.count("from")
        to = try fields.count("to")
        isWarming = try fields.ifPresent("warming", fields.bool) ?? false
        guard from <= to else { throw .field(path: "to", problem: "lies before from") }
    }
}
