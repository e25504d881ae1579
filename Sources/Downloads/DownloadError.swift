/// Why a file was not downloaded. What has come stays in the part file unless its case says otherwise.
package enum DownloadError: Error, Equatable {
    /// The address or name is none that can be downloaded.
    case address(String, problem: String)
    /// The connection or the transfer failed; trying again may help.
    case connection(address: String, reason: String)
    /// The server will not be connected to safely, or sends us where we do not go.
    case refused(address: String, reason: String)
    /// The server answered with this status.
    case status(Int, address: String, retryAfter: Duration?)
    /// The server's answer makes no sense.
    case answer(address: String, problem: String)
    /// Larger than allowed; `bytes` is nil where the server did not say beforehand.
    case tooLarge(address: String, bytes: Int?, limit: Int)
    /// No room for the rest of the file.
    case noRoom(folder: String, needed: Int, free: Int)
    case file(operation: String, path: String, reason: String)
    /// Another process is downloading the same file.
    case busy(path: String)
    /// The file that came is not the one expected; it was removed.
    case wrongDigest(address: String, expected: String, found: String)
    /// A file of that name is there and is not the one expected.
    case differentFile(path: String, expected: String, found: String)
    /// Stopped by the user; `bytes` are kept.
    case stopped(part: String, bytes: Int)
}

extension DownloadError {
    /// Whether the same request may succeed later.
    var isPassing: Bool {
        switch self {
        case .connection: true
        case .status(let status, _, _): [408, 425, 429].contains(status) || (500...599).contains(status)
        default: false
        }
    }

    var retryAfter: Duration? {
        if case .status(_, _, let time) = self { return time }
        return nil
    }
}

extension DownloadError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .address(let text, let problem): "cannot download \"\(text)\": \(problem)"
        case .connection(let address, let reason): "cannot download \(address): \(reason)"
        case .refused(let address, let reason): "refused to download \(address): \(reason)"
        case .status(let status, let address, _):
            "the server has no \(address) for us: it answered \(status)\(Self.meaning(status))"
        case .answer(let address, let problem): "cannot download \(address): \(problem)"
        case .tooLarge(let address, let bytes, let limit):
            "\(address) is \(bytes.map { "\($0) bytes large" } ?? "larger than it said"), the limit is \(limit) bytes: "
                + "raise it with --max-size"
        case .noRoom(let folder, let needed, let free):
            "\(folder) has \(free) bytes free, the download needs \(needed) more: make room, or name another folder"
        case .file(let operation, let path, let reason): "cannot \(operation) \(path): \(reason)"
        case .busy(let path): "another process is downloading to \(path)"
        case .wrongDigest(let address, let expected, let found):
            "what came from \(address) has the SHA-256 \(found), not \(expected): it was removed; try another mirror"
        case .differentFile(let path, let expected, let found):
            "\(path) is there and has the SHA-256 \(found), not \(expected): remove it, or name another place"
        case .stopped(_, bytes: 0): "stopped before anything came"
        case .stopped(let part, let bytes):
            "stopped; \(bytes) bytes are kept in \(part), and the same command goes on from there"
        }
    }

    private static func meaning(_ status: Int) -> String {
        switch status {
        case 401, 403: " (not allowed)"
        case 404, 410: " (not there)"
        case 407: " (the proxy wants credentials)"
        case 429: " (too many requests)"
        case 500...599: " (its own trouble)"
        default: ""
        }
    }
}
