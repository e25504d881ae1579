/// Character references of HTML 5: the decimal and hexadecimal ones and the named ones.
enum HTMLReferences {
    private typealias Scalars = Substring.UnicodeScalarView

    /// What a reference stands for, and how many scalars it has after its ampersand.
    private typealias Match = (text: String, length: Int)

    /// `text` with every reference replaced once as browsers read them, which forgive a missing semicolon after a number or
    /// one of the oldest names; what is no reference stays as it is.
    static func resolved(_ text: String) -> String { replaced(text, by: forgiving) }

    /// Likewise only what is clear: what ends with its semicolon. Small names written in capitals stand for capitals.
    static func resolvedWhereClear(_ text: String) -> String { replaced(text, by: clear) }

    private static func replaced(_ text: String, by match: (Scalars) -> Match?) -> String {
        guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
        var result = String.UnicodeScalarView()
        var rest = text[...].unicodeScalars
        while let ampersand = rest.firstIndex(of: "&") {
            result += rest[..<ampersand]
            rest = rest[rest.index(after: ampersand)...]
            if let (text, length) = match(rest) {
                result += text.unicodeScalars
                rest = rest.dropFirst(length)
            } else {
                result.append("&")
            }
        }
        return String(result + rest)
    }

    private static func forgiving(_ tail: Scalars) -> Match? {
        if tail.first == "#" { return number(tail) }
        let name = tail.prefix(32).prefix { !"\t\n\u{c} <&#;".unicodeScalars.contains($0) }
        if tail.dropFirst(name.count).first == ";", let known = named[String(name)] {
            return (known.text, name.count + 1)
        }
        for length in stride(from: name.count, through: 2, by: -1) {
            if let known = named[String(name.prefix(length))], known.isOldest { return (known.text, length) }
        }
        return nil
    }

    private static func clear(_ tail: Scalars) -> Match? {
        let sign = tail.first == "#" ? 1 : 0
        let name = tail.dropFirst(sign).prefix(24).prefix {
            $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil)
        }
        let length = sign + name.count + 1
        guard !name.isEmpty, tail.dropFirst(length - 1).first == ";" else { return nil }
        if sign == 1 { return number(tail).flatMap { $0.length == length && $0.text != ";" ? $0 : nil } }
        if let known = named[String(name)] { return (known.text, length) }
        let small = String(name).lowercased()
        guard small.uppercased() == String(name), let known = named[small], forgiving(tail) == nil else { return nil }
        return (known.text.uppercased(), length)
    }

    /// `#233`, `#xe9`, their semicolon with them.
    private static func number(_ tail: Scalars) -> Match? {
        let isHexadecimal = ["x", "X"].contains(tail.dropFirst().first)
        let start = isHexadecimal ? 2 : 1
        let digits = tail.dropFirst(start).prefix {
            isHexadecimal ? $0.properties.isASCIIHexDigit : ("0"..."9").contains($0)
        }
        guard !digits.isEmpty else { return nil }
        let end = start + digits.count
        let value = UInt32(String(digits), radix: isHexadecimal ? 16 : 10)
        return (value.map(character) ?? "\u{fffd}", tail.dropFirst(end).first == ";" ? end + 1 : end)
    }

    /// As HTML 5 has it: Windows-1252 for C1 controls, nothing for what is no character.
    private static func character(_ value: UInt32) -> String {
        switch value {
        case 0: "\u{fffd}"
        case 0x0d: "\r"
        case 0x80...0x9f: Unicode.Scalar(value).map { String(Windows1252.meaning(of: $0)) } ?? ""
        case 0x01...0x08, 0x0b, 0x0e...0x1f, 0x7f, 0xfdd0...0xfdef: ""
        case _ where value & 0xfffe == 0xfffe && value <= 0x10ffff: ""
        default: Unicode.Scalar(value).map { String($0) } ?? "\u{fffd}"
        }
    }

    /// What a name stands for, and whether it may stand without its semicolon.
    private static let named: [String: (text: String, isOldest: Bool)] = {
        var names: [String: (String, Bool)] = [:]
        for entry in table.split(whereSeparator: \.isWhitespace) {
            let isOldest = entry.hasPrefix("!")
            let parts = entry.dropFirst(isOldest ? 1 : 0).split(separator: ":")
            let scalars = parts[1].split(separator: "+").compactMap {
                UInt32($0, radix: 16).flatMap(Unicode.Scalar.init)
            }
            names[String(parts[0])] = (String(String.UnicodeScalarView(scalars)), isOldest)
        }
        return names
    }()
}
