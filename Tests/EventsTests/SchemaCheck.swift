@testable import Events

/// Checks values against the part of JSON Schema that `docs/events.schema.json` uses, and against more: a field the schema does
/// not describe is a fault here, so that no field can leave the schema while it is still written.
struct SchemaCheck {
    let schema: JSONObject

    func faults(of line: JSONObject) -> [String] {
        guard case .string(let type) = line["type"], let definition = definition(type) else { return ["no such type"] }
        let own: Set<String> = ["schema", "type", "source_id", "seq", "wall"]
        let common = JSONObject(line.fields.filter { own.contains($0.key) })
        let body = JSONObject(line.fields.filter { !own.contains($0.key) })
        return faults(of: .object(common), against: schema, at: "")
            + faults(of: .object(body), against: definition, at: type)
    }

    private func definition(_ name: String) -> JSONObject? {
        guard case .object(let all) = schema["$defs"], case .object(let definition) = all[name] else { return nil }
        return definition
    }

    /// What a `$ref` stands for.
    func resolved(_ schema: JSONObject) -> JSONObject {
        guard case .string(let reference) = schema["$ref"] else { return schema }
        return definition(String(reference.dropFirst("#/$defs/".count))) ?? JSONObject()
    }

    private func faults(of value: JSONValue, against unresolved: JSONObject, at path: String) -> [String] {
        let schema = resolved(unresolved)
        if case .array(let choices) = schema["oneOf"] {
            let results = choices.map { choice -> [String] in
                guard case .object(let choice) = choice else { return ["malformed oneOf"] }
                return faults(of: value, against: choice, at: path)
            }
            return results.contains { $0.isEmpty } ? [] : results.flatMap { $0 }
        }
        return kindFaults(of: value, schema, path) + choiceFaults(of: value, schema, path)
            + rangeFaults(of: value, schema, path)
            + fieldFaults(of: value, schema, path) + elementFaults(of: value, schema, path)
    }

    private func kindFaults(of value: JSONValue, _ schema: JSONObject, _ path: String) -> [String] {
        let kinds: [JSONValue] =
            switch schema["type"] {
            case .array(let kinds): kinds
            case .some(let kind): [kind]
            case nil: []
            }
        return kinds.contains { matches(value, $0) } ? [] : ["\(path) is \(value.text)"]
    }

    private func matches(_ value: JSONValue, _ kind: JSONValue) -> Bool {
        switch (value, kind) {
        case (.null, .string("null")), (.bool, .string("boolean")), (.string, .string("string")),
            (.array, .string("array")),
            (.object, .string("object")), (.number, .string("number")):
            true
        case (.number(let digits), .string("integer")): Int64(digits) != nil
        default: false
        }
    }

    private func choiceFaults(of value: JSONValue, _ schema: JSONObject, _ path: String) -> [String] {
        guard case .array(let choices) = schema["enum"] else { return [] }
        return choices.contains(value) ? [] : ["\(path) is \(value.text)"]
    }

    private func rangeFaults(of value: JSONValue, _ schema: JSONObject, _ path: String) -> [String] {
        guard case .number(let digits) = value, let number = Double(digits) else { return [] }
        let bounds = ["minimum", "maximum"].map { key -> Double? in
            if case .number(let bound) = schema[key] { Double(bound) } else { nil }
        }
        return number >= bounds[0] ?? -.infinity && number <= bounds[1] ?? .infinity ? [] : ["\(path) is \(digits)"]
    }

    private func fieldFaults(of value: JSONValue, _ schema: JSONObject, _ path: String) -> [String] {
        guard case .object(let object) = value, case .object(let properties) = schema["properties"] else { return [] }
        var faults = required(schema).filter { object[$0] == nil }.map { "\(path).\($0) is missing" }
        for field in object.fields {
            if case .object(let property) = properties[field.key] {
                faults += self.faults(of: field.value, against: property, at: "\(path).\(field.key)")
            } else if path != ".wall" {
                faults.append("\(path).\(field.key) is not in the schema")
            }
        }
        return faults
    }

    func required(_ schema: JSONObject) -> [String] {
        guard case .array(let keys) = schema["required"] else { return [] }
        return keys.compactMap { if case .string(let key) = $0 { key } else { nil } }
    }

    private func elementFaults(of value: JSONValue, _ schema: JSONObject, _ path: String) -> [String] {
        guard case .array(let elements) = value else { return [] }
        var faults: [String] = []
        for (index, element) in elements.enumerated() {
            if case .array(let places) = schema["prefixItems"], places.indices.contains(index),
                case .object(let place) = places[index]
            {
                faults += self.faults(of: element, against: place, at: "\(path)[\(index)]")
            } else if case .object(let items) = schema["items"] {
                faults += self.faults(of: element, against: items, at: "\(path)[\(index)]")
            } else {
                faults.append("\(path)[\(index)] is not in the schema")
            }
        }
        return faults
    }
}
