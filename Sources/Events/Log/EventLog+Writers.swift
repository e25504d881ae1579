import Glibc

extension EventLog {
    /// Whether another process writes the file at this moment.
    package static func isBeingWritten(_ path: String) -> Bool {
        do {
            let file = try FileDescriptor(open: path, O_RDONLY | O_NONBLOCK)
            guard try file.status().isRegular else { return false }
            try file.lock()
            return false
        } catch {
            if case .locked = error { return true }
            // What cannot be opened is not being written; opening it to write will say why.
            return false
        }
    }
}
