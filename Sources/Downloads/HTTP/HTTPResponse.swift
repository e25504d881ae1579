/// Status and header of an answer; of the last one where redirections came before it.
struct HTTPResponse: Sendable, Equatable {
    private(set) var status = 0
    /// Names in lower case.
    private var fields: [String: String] = [:]
    /// What a hub said the SHA-256 of a file is when it sent us on to where the file lies.
    private(set) var linkedDigest: String?

    /// Takes a line of a header, or the status line that begins another one.
    mutating func add(line text: String) {
        let line = text[...].trimmingWhitespace()
        if line.hasPrefix("HTTP/") {
            status = line.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
            fields = [:]
        } else if let colon = line.firstIndex(of: ":") {
            let name = line[..<colon].lowercased()
            let value = line[line.index(after: colon)...].trimmingWhitespace()
            fields[name] = value
            if name == "x-linked-etag" { linkedDigest = SHA256Text(value.filter { $0 != "\"" })?.digits }
        }
    }

    subscript(name: String) -> String? { fields[name] }

    /// What tells this version of the file from others, for `If-Range`: a strong ETag, else the date of its last change.
    var validator: String? {
        if let tag = fields["etag"], !tag.hasPrefix("W/") { return tag }
        return fields["last-modified"]
    }

    /// The whole file's size, nil where the server does not say.
    var fileSize: Int? {
        switch status {
        case 200: fields["content-length"].flatMap { Int($0) }
        case 206, 416: fields["content-range"]?.split(separator: "/").last.flatMap { Int($0) }
        default: nil
        }
    }

    /// Where the bytes of a partial answer begin.
    var firstByte: Int? {
        guard status == 206, let range = fields["content-range"], range.hasPrefix("bytes ") else { return nil }
        return range.dropFirst(6).split(separator: "-").first.flatMap { Int($0) }
    }

    /// Seconds the server wants to be left alone.
    var retryAfter: Duration? {
        fields["retry-after"].flatMap { Int($0) }.map { .seconds($0) }
    }
}

extension Substring {
    fileprivate func trimmingWhitespace() -> String {
        let start = drop { $0.isWhitespace }
        return String(start.reversed().drop { $0.isWhitespace }.reversed())
    }
}
