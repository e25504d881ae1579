import Foundation

/// A file of `NAME=value` lines, for secrets that shall stand neither in a spec nor in the environment.
///
/// Blank lines and lines that begin with `#` are passed over; a value is everything behind the first `=`.
struct CredentialsFile {
    private static let largestFile = 1 << 16

    /// Unix's and Windows', each one character.
    private static let lineEnds: Set<Character> = ["\n", "\r\n"]

    let path: String
    private(set) var values: [String: String] = [:]

    init(path: String) throws(SpecComplaint) {
        self.path = path
        let lines = try Self.text(of: path).split(omittingEmptySubsequences: false) { Self.lineEnds.contains($0) }
        for (number, line) in lines.enumerated() {
            if line.first == "#" || line.allSatisfy(\.isWhitespace) { continue }
            guard let equals = line.firstIndex(of: "="), VariableName.isValid(String(line[..<equals])) else {
                throw SpecComplaint("names \(path), whose line \(number + 1) is not NAME=value")
            }
            values[String(line[..<equals])] = String(line[line.index(after: equals)...])
        }
    }

    /// A text without its last line end.
    static func withoutLineEnd(_ text: String) -> String {
        text.last.map(lineEnds.contains) == true ? String(text.dropLast()) : text
    }

    /// What is read stays out of messages.
    static func text(of path: String) throws(SpecComplaint) -> String {
        let data: Data
        do {
            let handle = try FileHandle(forReadingFrom: URL(filePath: path))
            data = try handle.read(upToCount: largestFile + 1) ?? Data()
        } catch {
            throw SpecComplaint("needs the file \(path), which cannot be read: \(error.localizedDescription)")
        }
        guard data.count <= largestFile, let text = String(validating: data, as: UTF8.self), !text.contains("\0") else {
            throw SpecComplaint("needs the file \(path), which is no UTF-8 text of at most \(largestFile) bytes")
        }
        return text
    }
}
