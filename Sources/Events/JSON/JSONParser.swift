/// Reads one JSON text (RFC 8259) from bytes that may hold anything: every malformed input ends in an error, none in a trap.
struct JSONParser {
    /// Deeper nesting is refused, so that no input can exhaust the stack.
    static let deepest = 32

    private let bytes: ArraySlice<UInt8>
    private var position: Int
    private var depth = 0

    private init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        position = bytes.startIndex
    }

    static func object(from bytes: ArraySlice<UInt8>) throws(EventError) -> JSONObject {
        var parser = JSONParser(bytes)
        parser.skipSpace()
        guard parser.next == UInt8(ascii: "{") else { throw parser.error("expected {") }
        let object = try parser.object()
        parser.skipSpace()
        guard parser.next == nil else { throw parser.error("unexpected text after the object") }
        return object
    }

    private var next: UInt8? { position < bytes.endIndex ? bytes[position] : nil }

    private func error(_ problem: String) -> EventError {
        .syntax(offset: position - bytes.startIndex, problem: problem)
    }

    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { position += 1 }
    }

    private mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func value() throws(EventError) -> JSONValue {
        skipSpace()
        switch next {
        case UInt8(ascii: "{"): return .object(try object())
        case UInt8(ascii: "["): return .array(try array())
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case .some: return .number(try number())
        case nil: throw error("the text ends where a value is expected")
        }
    }

    private mutating func word(_ text: StaticString, _ value: JSONValue) throws(EventError) -> JSONValue {
        let expected = text.description.utf8
        guard bytes[position...].starts(with: expected) else { throw error("expected \(text)") }
        position += expected.count
        return value
    }

    private mutating func enter() throws(EventError) {
        position += 1
        depth += 1
        guard depth <= Self.deepest else { throw error("nested deeper than \(Self.deepest) levels") }
        skipSpace()
    }

    private mutating func object() throws(EventError) -> JSONObject {
        try enter()
        defer { depth -= 1 }
        var fields: [(key: String, value: JSONValue)] = []
        var keys: Set<String> = []
        if skip("}") { return JSONObject() }
        repeat {
            skipSpace()
            guard next == UInt8(ascii: "\"") else { throw error("expected a key") }
            let key = try string()
            guard keys.insert(key).inserted else { throw error("the key \"\(key)\" stands twice") }
            skipSpace()
            guard skip(":") else { throw error("expected :") }
            fields.append((key, try value()))
            skipSpace()
        } while skip(",")
        guard skip("}") else { throw error("expected , or }") }
        return JSONObject(fields)
    }

    private mutating func array() throws(EventError) -> [JSONValue] {
        try enter()
        defer { depth -= 1 }
        var elements: [JSONValue] = []
        if skip("]") { return elements }
        repeat {
            elements.append(try value())
            skipSpace()
        } while skip(",")
        guard skip("]") else { throw error("expected , or ]") }
        return elements
    }

    private mutating func number() throws(EventError) -> String {
        let start = position
        _ = skip("-")
        if !skip("0") { try digits() }
        if skip(".") { try digits() }
        if skip("e") || skip("E") {
            if !skip("+") { _ = skip("-") }
            try digits()
        }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func digits() throws(EventError) {
        let start = position
        while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
        guard position > start else { throw error("expected a value") }
    }

    private mutating func string() throws(EventError) -> String {
        position += 1
        var text: [UInt8] = []
        while let byte = next {
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                guard let valid = String(validating: text, as: UTF8.self) else {
                    throw error("the string is not UTF-8")
                }
                return valid
            case UInt8(ascii: "\\"): text += try escape().utf8
            case 0..<0x20: throw error("a control character inside a string")
            default:
                text.append(byte)
                position += 1
            }
        }
        throw error("the string does not end")
    }

    private mutating func escape() throws(EventError) -> String {
        position += 1
        guard let byte = next else { throw error("the string does not end") }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return String(UnicodeScalar(byte))
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try unicodeEscape()
        default: throw error("an unknown escape")
        }
    }

    private mutating func unicodeEscape() throws(EventError) -> String {
        let first = try codeUnit()
        guard UTF16.isLeadSurrogate(first) else { return try scalar([first]) }
        guard skip("\\"), skip("u") else { throw error("half of a surrogate pair") }
        return try scalar([first, try codeUnit()])
    }

    private func scalar(_ units: [UInt16]) throws(EventError) -> String {
        guard let text = String(validating: units, as: UTF16.self) else { throw error("half of a surrogate pair") }
        return text
    }

    private mutating func codeUnit() throws(EventError) -> UInt16 {
        let digits = bytes[position...].prefix(4)
        guard digits.count == 4, let text = String(validating: digits, as: UTF8.self),
            text.utf8.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }),
            let unit = UInt16(text, radix: 16)
        else { throw error("expected four hexadecimal digits") }
        position += 4
        return unit
    }
}
