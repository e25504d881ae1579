/// Why a recording cannot be begun or read back.
package enum RecordingError: Error, Equatable, CustomStringConvertible {
    case nothingToRecord(source: String)
    case unreadable(path: String, reason: String)
    case notFragmented(path: String)
    case inUse(path: String)
    case noFolder(path: String, folder: String, reason: String)
    case unlockable(path: String, reason: String)

    package var description: String {
        switch self {
        case .nothingToRecord(let source): "cannot record \(source): it has neither pictures nor sound"
        case .unreadable(let path, let reason): "cannot read the recording \(path): \(reason)"
        case .notFragmented(let path):
            "cannot read the recording \(path): no fragmented MP4 with a header; it cannot be resumed, use --overwrite"
        case .inUse(let path):
            "cannot record \(path): another process or pipeline is writing this recording; stop that one, or name another file"
        case .noFolder(let path, let folder, let reason):
            "cannot record \(path): the folder \(folder) cannot be read: \(reason)"
        case .unlockable(let path, let reason):
            "cannot record \(path): it cannot be kept from other writers: \(reason)"
        }
    }
}
