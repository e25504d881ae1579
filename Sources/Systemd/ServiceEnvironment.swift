import Glibc

/// What a service manager told this process in its environment.
package struct ServiceEnvironment: Sendable {
    private let environment: [String: String]

    package init(_ environment: [String: String]) {
        self.environment = environment
    }

    /// How long the manager waits for a sign of life before it ends this process; nil where it does not.
    package var watchdogLimit: Duration? {
        guard let text = environment["WATCHDOG_USEC"], let microseconds = Int64(text), microseconds > 0 else {
            return nil
        }
        if let owner = environment["WATCHDOG_PID"], owner != "\(getpid())" { return nil }
        return .microseconds(microseconds)
    }

    /// The folder for files that are of use while the service runs; nil where none was made.
    package var runtimeFolder: String? {
        environment["RUNTIME_DIRECTORY"]?.split(separator: ":").first.map(String.init)
    }

    /// Whether a descriptor is the journal's, which wants levels before lines: `JOURNAL_STREAM` holds its device and inode.
    package func isJournal(_ descriptor: Int32) -> Bool {
        guard let journal = environment["JOURNAL_STREAM"] else { return false }
        var status = stat()
        return fstat(descriptor, &status) == 0 && journal == "\(status.st_dev):\(status.st_ino)"
    }
}
