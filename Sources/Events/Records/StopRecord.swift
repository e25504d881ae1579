/// A run ended in order; a file without this line at its end is unfinished.
package struct StopRecord: EventBody {
    static let type = EventType.stop

    package enum Reason: String, Sendable, CaseIterable {
        case endOfStream = "end_of_stream"
        case signal
        case error
    }

    package enum Outcome: String, Sendable, CaseIterable {
        case complete
        /// Finished, but some of the source could not be decoded.
        case damaged
        case failed
    }

    package var reason: Reason
    package var outcome: Outcome
    /// Seconds in each state, over the lines since the last `start` that is no continuation.
    package var ledger: Ledger
    /// Over the same lines.
    package var damage: DamageCounts
    /// For people; nil where nothing is worth saying.
    package var message: String?

    package init(
        reason: Reason, outcome: Outcome, ledger: Ledger, damage: DamageCounts = .none, message: String? = nil
    ) {
        self.reason = reason
        self.outcome = outcome
        self.ledger = ledger
        self.damage = damage
        self.message = message
    }

    var fields: JSONObject {
        var object = JSONObject([
            ("reason", .string(reason.rawValue)), ("outcome", .string(outcome.rawValue)),
            ("ledger", .object(ledger.fields)), ("damage", .object(damage.fields)),
        ])
        object.appendIfPresent("message", message.map(JSONValue.string))
        return object
    }

    init(fields: JSONObject) throws(EventError) {
        reason = try fields.choice("reason")
        outcome = try fields.choice("outcome")
        ledger = try fields.object("ledger", Ledger.init(fields:))
        damage = try fields.object("damage", DamageCounts.init(fields:))
        message = try fields.ifPresent("message", fields.string)
    }
}
