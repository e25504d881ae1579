/// A value with each `${NAME}` replaced by what it stands for; `$$` stands for a dollar.
///
/// Values never reach a message.
struct ExpandedText {
    /// The text with its variables replaced.
    private(set) var text = ""
    /// The values that went into it.
    private(set) var values: [String] = []

    init(_ raw: String, variables: SpecVariables) throws(SpecComplaint) {
        var rest = raw[...]
        while let dollar = rest.firstIndex(of: "$") {
            text += rest[..<dollar]
            rest = rest[rest.index(after: dollar)...]
            if rest.first == "$" {
                text += "$"
                rest.removeFirst()
            } else {
                let (name, value) = try Self.takeVariable(&rest, variables)
                try AddressCredential.check(value, of: name, before: text, after: rest)
                text += value
                values.append(value)
            }
        }
        text += rest
    }

    private static func takeVariable(
        _ rest: inout Substring, _ variables: SpecVariables
    ) throws(SpecComplaint) -> (name: String, value: String) {
        guard rest.first == "{", let close = rest.firstIndex(of: "}") else {
            throw SpecComplaint("has a $ that begins no ${NAME}; write $$ for a dollar")
        }
        let name = String(rest[rest.index(after: rest.startIndex)..<close])
        guard VariableName.isValid(name) else {
            throw SpecComplaint("has a ${…} whose name is not made of letters, digits and underscores")
        }
        let value = try variables.value(of: name)
        rest = rest[rest.index(after: close)...]
        return (name, value)
    }
}
