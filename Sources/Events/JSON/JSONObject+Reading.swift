import MediaTypes

/// Typed reading of fields. Missing and misshapen fields throw with the field's path; fields nobody asks for are left alone.
extension JSONObject {
    func value(_ key: String) throws(EventError) -> JSONValue {
        guard let value = self[key] else { throw .field(path: key, problem: "is missing") }
        return value
    }

    func string(_ key: String) throws(EventError) -> String {
        guard case .string(let text) = try value(key) else { throw mismatch(key, "a string") }
        return text
    }

    func bool(_ key: String) throws(EventError) -> Bool {
        guard case .bool(let flag) = try value(key) else { throw mismatch(key, "a boolean") }
        return flag
    }

    func integer<Number: FixedWidthInteger>(_ key: String) throws(EventError) -> Number {
        guard case .number(let digits) = try value(key), let number = Number(digits) else {
            throw mismatch(key, "an integer of \(Number.bitWidth) bits")
        }
        return number
    }

    func count(_ key: String) throws(EventError) -> Int {
        let number: Int = try integer(key)
        guard number >= 0 else { throw .field(path: key, problem: "is negative") }
        return number
    }

    func double(_ key: String) throws(EventError) -> Double {
        guard case .number(let digits) = try value(key), let number = Double(digits), number.isFinite else {
            throw mismatch(key, "a number")
        }
        return number
    }

    /// Media time from a decimal number of seconds, to the microsecond.
    func seconds(_ key: String) throws(EventError) -> MediaTime {
        guard case .number(let digits) = try value(key), let micros = Decimal.microseconds(digits) else {
            throw mismatch(key, "a number of seconds")
        }
        return MediaTime(micros, .microseconds)
    }

    func array(_ key: String) throws(EventError) -> [JSONValue] {
        guard case .array(let elements) = try value(key) else { throw mismatch(key, "an array") }
        return elements
    }

    /// One of the raw values of an enumeration.
    func choice<Choice: RawRepresentable & CaseIterable>(_ key: String)
        throws(EventError) -> Choice where Choice.RawValue == String
    {
        let text = try string(key)
        guard let choice = Choice(rawValue: text) else {
            let known = Choice.allCases.map(\.rawValue).joined(separator: ", ")
            throw .field(path: key, problem: "is \"\(text)\", none of \(known)")
        }
        return choice
    }

    /// What `body` makes of the object at `key`; errors name the whole path.
    func object<Result>(_ key: String, _ body: (JSONObject) throws(EventError) -> Result) throws(EventError) -> Result {
        guard case .object(let object) = try value(key) else { throw mismatch(key, "an object") }
        do { return try body(object) } catch { throw error.inside(key) }
    }

    /// What `body` makes of each object of the array at `key`.
    func objects<Result>(_ key: String, _ body: (JSONObject) throws(EventError) -> Result) throws(EventError)
        -> [Result]
    {
        var results: [Result] = []
        for (index, element) in try array(key).enumerated() {
            guard case .object(let object) = element else {
                throw .field(path: "\(key)[\(index)]", problem: "is \(element.kind), not an object")
            }
            do { results.append(try body(object)) } catch { throw error.inside("\(key)[\(index)]") }
        }
        return results
    }

    func strings(_ key: String) throws(EventError) -> [String] {
        var texts: [String] = []
        for (index, element) in try array(key).enumerated() {
            guard case .string(let text) = element else {
                throw .field(path: "\(key)[\(index)]", problem: "is \(element.kind), not a string")
            }
            texts.append(text)
        }
        return texts
    }

    /// nil where the field is absent or null, else what `read` makes of it.
    func ifPresent<Result>(_ key: String, _ read: (String) throws(EventError) -> Result) throws(EventError) -> Result? {
        switch self[key] {
        case nil, .null: nil
        default: try read(key)
        }
    }

    private func mismatch(_ key: String, _ expected: String) -> EventError {
        .field(path: key, problem: "is \(self[key]?.kind ?? "missing"), not \(expected)")
    }
}
