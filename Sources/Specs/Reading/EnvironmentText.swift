/// Replaces `${NAME}` by variables of the environment; `$$` stands for a dollar.
///
/// Values never reach a message.
struct EnvironmentText {
    /// The text with its variables replaced.
    private(set) var text = ""
    /// The values that went into it.
    private(set) var values: [String] = []

    init(_ raw: String, environment: [String: String]) throws(SpecComplaint) {
        var rest = raw[...]
        while let dollar = rest.firstIndex(of: "$") {
            text += rest[..<dollar]
            rest = rest[rest.index(after: dollar)...]
            if rest.first == "$" {
                text += "$"
                rest.removeFirst()
            } else {
                let value = try Self.takeVariable(&rest, environment)
                text += value
                values.append(value)
            }
        }
        text += rest
    }

    private static func takeVariable(
        _ rest: inout Substring, _ environment: [String: String]
    ) throws(SpecComplaint) -> String {
        guard rest.first == "{", let close = rest.firstIndex(of: "}") else {
            throw SpecComplaint("has a $ that begins no ${NAME}; write $$ for a dollar")
        }
        let name = String(rest[rest.index(after: rest.startIndex)..<close])
        guard isName(name) else {
            throw SpecComplaint("has a ${…} whose name is not made of letters, digits and underscores")
        }
        guard let value = environment[name] else {
            throw SpecComplaint("needs the environment variable \(name), which is not set")
        }
        rest = rest[rest.index(after: close)...]
        return value
    }

    private static func isName(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, first.isASCII, !("0"..."9").contains(first) else { return false }
        return text.unicodeScalars.allSatisfy {
            $0 == "_" || ($0.isASCII && $0.properties.isAlphabetic) || ("0"..."9").contains($0)
        }
    }
}
