/// Why a recording cannot be begun or read back.
package enum RecordingError: Error, Equatable, CustomStringConvertible {
    case nothingToRecord(source: String)
    case unreadable(path: String, reason: String)
    case notFragmented(path: String)

    package var description: String {
        switch self {
        case .nothingToRecord(let source): "record \(source): it has neither pictures nor sound"
        case .unreadable(let path, let reason): "read the recording \(path): \(reason)"
        case .notFragmented(let path):
            "read the recording \(path): no fragmented MP4 with a header; it cannot be resumed, use --overwrite"
        }
    }
}
