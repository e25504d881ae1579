/// What a line of one type says, apart from the fields every line has (`schema`, `type`, `source_id`, `seq`, `wall`).
protocol EventBody: Sendable, Equatable {
    static var type: EventType { get }
    /// The fields in the order they are written.
    var fields: JSONObject { get }
    init(fields: JSONObject) throws(EventError)
}
