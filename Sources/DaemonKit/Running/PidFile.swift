import Foundation
import Systemd

/// Where a running daemon says who it is and what it runs: its process number, then its specs, a line each. The file is
/// held locked as long as the daemon lives, so what a dead one left is never taken for a living one.
final class PidFile {
    private let descriptor: Int32
    let path: String

    /// In the service manager's folder, else the user's for such files, else beside other temporary files.
    static var standardPath: String {
        let environment = ProcessInfo.processInfo.environment
        if let folder = ServiceEnvironment(environment).runtimeFolder { return folder + "/earshot.pid" }
        return (environment["XDG_RUNTIME_DIR"] ?? "/tmp") + "/earshot-\(getuid()).pid"
    }

    /// - Throws: `PidFileError.inUse` where another daemon holds the file.
    init(_ path: String, specs: [String]) throws(PidFileError) {
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
        self.path = path
        guard descriptor >= 0 else { throw .system(path: path, reason: String(cString: strerror(errno))) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { throw .inUse(path: path) }
        let text = (["\(getpid())"] + specs).joined(separator: "\n") + "\n"
        guard ftruncate(descriptor, 0) == 0, write(descriptor, text, text.utf8.count) == text.utf8.count else {
            throw .system(path: path, reason: String(cString: strerror(errno)))
        }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Removes the file; the lock goes with its owner.
    func remove() { unlink(path) }

    /// The daemon that holds the file.
    static func running(_ path: String) throws(PidFileError) -> (pid: pid_t, specs: [String]) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .notRunning(path: path) }
        defer { close(descriptor) }
        guard flock(descriptor, LOCK_SH | LOCK_NB) != 0 else { throw .notRunning(path: path) }
        let lines = (FileManager.default.contents(atPath: path) ?? Data()).split(separator: UInt8(ascii: "\n"))
            .map { String(decoding: $0, as: UTF8.self) }
        guard let pid = lines.first.flatMap({ pid_t($0) }) else { throw .notRunning(path: path) }
        return (pid, Array(lines.dropFirst()))
    }
}

/// Why a daemon cannot be found, or cannot be the one.
enum PidFileError: Error, CustomStringConvertible {
    case inUse(path: String)
    case notRunning(path: String)
    case system(path: String, reason: String)

    var description: String {
        switch self {
        case .inUse(let path):
            "cannot run: another earshot holds \(path); --pid-file names another file for this one"
        case .notRunning(let path):
            "no earshot runs by \(path); --pid-file names the file that was given to `earshot run`"
        case .system(let path, let reason): "cannot write \(path): \(reason)"
        }
    }
}
