/// The fields of a JSON object in their order; a key stands once.
package struct JSONObject: Sendable, Equatable {
    package private(set) var fields: [(key: String, value: JSONValue)]

    package init() { fields = [] }

    package init(_ fields: [(key: String, value: JSONValue)]) { self.fields = fields }

    package subscript(key: String) -> JSONValue? {
        fields.first { $0.key == key }?.value
    }

    /// Adds a field at the end.
    package mutating func append(_ key: String, _ value: JSONValue) {
        fields.append((key, value))
    }

    /// Adds a field at the end where there is a value, nothing where there is none.
    package mutating func appendIfPresent(_ key: String, _ value: JSONValue?) {
        if let value { append(key, value) }
    }

    package mutating func append(contentsOf other: JSONObject) {
        fields += other.fields
    }

    package mutating func remove(_ key: String) {
        fields.removeAll { $0.key == key }
    }

    package static func == (left: JSONObject, right: JSONObject) -> Bool {
        left.fields.elementsEqual(right.fields) { $0.key == $1.key && $0.value == $1.value }
    }
}
