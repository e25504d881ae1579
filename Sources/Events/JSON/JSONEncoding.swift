extension JSONValue {
    /// The value on one line, no spaces: bytes depend on the value alone.
    package var text: String {
        var output: [UInt8] = []
        write(to: &output)
        return String(decoding: output, as: UTF8.self)
    }

    func write(to output: inout [UInt8]) {
        switch self {
        case .null: output += "null".utf8
        case .bool(let value): output += (value ? "true" : "false").utf8
        case .number(let digits): output += digits.utf8
        case .string(let text): JSONValue.write(string: text, to: &output)
        case .array(let elements): JSONValue.write(array: elements, to: &output)
        case .object(let object): object.write(to: &output)
        }
    }

    private static func write(array: [JSONValue], to output: inout [UInt8]) {
        output.append(UInt8(ascii: "["))
        for (index, element) in array.enumerated() {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            element.write(to: &output)
        }
        output.append(UInt8(ascii: "]"))
    }

    static func write(string: String, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        for byte in string.utf8 { write(byte: byte, to: &output) }
        output.append(UInt8(ascii: "\""))
    }

    private static func write(byte: UInt8, to output: inout [UInt8]) {
        switch byte {
        case UInt8(ascii: "\""): output += "\\\"".utf8
        case UInt8(ascii: "\\"): output += "\\\\".utf8
        case UInt8(ascii: "\n"): output += "\\n".utf8
        case UInt8(ascii: "\r"): output += "\\r".utf8
        case UInt8(ascii: "\t"): output += "\\t".utf8
        case 0..<0x20, 0x7F: output += "\\u00\(hexadecimal(byte >> 4))\(hexadecimal(byte & 15))".utf8
        default: output.append(byte)
        }
    }

    private static func hexadecimal(_ nibble: UInt8) -> String { String(nibble, radix: 16) }
}

extension JSONObject {
    /// The object on one line, without the line's end.
    package var text: String { JSONValue.object(self).text }

    func write(to output: inout [UInt8]) {
        output.append(UInt8(ascii: "{"))
        for (index, field) in fields.enumerated() {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            JSONValue.write(string: field.key, to: &output)
            output.append(UInt8(ascii: ":"))
            field.value.write(to: &output)
        }
        output.append(UInt8(ascii: "}"))
    }
}
