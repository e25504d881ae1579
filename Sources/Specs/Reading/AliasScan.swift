/// Finds the first alias (`*name`) of an anchor (`&name`) in a YAML text.
///
/// Specs take none: nested aliases stand for exponentially large documents, and comparing those as keys would never end.
/// The scan does not know quotes, so a text that only quotes both an anchor and its alias is refused as well.
struct AliasScan {
    /// Line and column from 1; nil where there is no alias.
    private(set) var place: (line: Int, column: Int)?

    init(_ text: String) {
        let marks = Self.marks(in: text)
        let anchors = Set(marks.filter { $0.sign == "&" }.map(\.name))
        place = marks.first { $0.sign == "*" && anchors.contains($0.name) }.map { ($0.line, $0.column) }
    }

    private typealias NamedMark = (sign: Unicode.Scalar, name: String, line: Int, column: Int)

    private static func marks(in text: String) -> [NamedMark] {
        var marks: [NamedMark] = []
        for (number, line) in text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
        {
            let scalars = Array(line)
            for column in scalars.indices where scalars[column] == "&" || scalars[column] == "*" {
                let name = scalars[(column + 1)...].prefix(while: isNamePart)
                if name.isEmpty || (column > 0 && isNamePart(scalars[column - 1])) { continue }
                marks.append((scalars[column], String(String.UnicodeScalarView(name)), number + 1, column + 1))
            }
        }
        return marks
    }

    private static func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "_" || scalar == "-" || (scalar.isASCII && scalar.properties.isAlphabetic)
            || ("0"..."9").contains(scalar)
    }
}
