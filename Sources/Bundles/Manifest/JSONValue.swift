/// Any JSON value, for the part of `model.json` that is free in form.
package indirect enum JSONValue: Sendable, Equatable, Codable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {  // trying is how a type is told from the next
            self = .bool(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([JSONValue].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: JSONValue].self))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .bool(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .string(let value): try container.encode(value)
        case .array(let value): try container.encode(value)
        case .object(let value): try container.encode(value)
        }
    }

    /// The paths of the keys that `self` has and `known` does not, e.g. `clip.text.widht`. A null counts as absent.
    func keysUnknown(to known: JSONValue) -> [String] {
        switch (self, known) {
        case (.object(let found), .object(let known)):
            found.sorted { $0.key < $1.key }.flatMap { key, value -> [String] in
                guard value != .null else { return [] }
                guard let counterpart = known[key] else { return [key] }
                return value.keysUnknown(to: counterpart).map { "\(key).\($0)" }
            }
        case (.array(let found), .array(let known)):
            zip(found, known).enumerated().flatMap { index, pair in
                pair.0.keysUnknown(to: pair.1).map { "\(index).\($0)" }
            }
        default: []
        }
    }
}
