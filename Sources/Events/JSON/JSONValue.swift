/// A JSON value that keeps what a byte-exact event needs: the order of an object's keys and the digits of its numbers.
package indirect enum JSONValue: Sendable, Equatable {
    case null
    case bool(Bool)
    /// The digits as they stand in the line.
    case number(String)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)

    package static func integer(_ value: some BinaryInteger) -> JSONValue { .number(String(value)) }

    /// `value` rounded to `places` decimals, halves away from zero, trailing zeros dropped but for one; null where it is not finite.
    package static func decimal(_ value: Double, places: Int) -> JSONValue {
        Decimal.text(value, places: places, fewest: 1).map(JSONValue.number) ?? .null
    }

    /// `value` rounded to exactly `places` decimals; null where it is not finite.
    package static func fixed(_ value: Double, places: Int) -> JSONValue {
        Decimal.text(value, places: places, fewest: places).map(JSONValue.number) ?? .null
    }
}

extension JSONValue {
    /// The word for this kind of value in messages.
    var kind: String {
        switch self {
        case .null: "null"
        case .bool: "a boolean"
        case .number: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }
}
