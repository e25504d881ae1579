/// Why nothing can be said: the files to compare cannot be had.
package enum VerificationError: Error, CustomStringConvertible {
    case noVideo(String)
    case unreadable(path: String, reason: String)
    case manySources(count: Int)

    package var description: String {
        switch self {
        case .noVideo(let pattern): "find the video \(pattern): no such file, and no MP4 in a folder of that name"
        case .unreadable(let path, let reason): "read \(path): \(reason)"
        case .manySources(let count):
            "compare a source with the events of \(count): name the event files of one instead of their folder"
        }
    }
}
