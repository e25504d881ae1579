import Foundation
import Testing

/// The folder of test media that is not part of the repository; the suites over it run where it is named.
enum MediaFolder {
    static let path = ProcessInfo.processInfo.environment["EARSHOT_MEDIA_DIR"]

    static var isNamed: Bool { path != nil }

    /// The names of the files of one of its parts.
    static func names(in part: String) -> [String] {
        guard let path else { return [] }
        // A part that is missing has no files; the suite says so.
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path + "/" + part)) ?? []
        return names.sorted()
    }

    static func path(_ part: String, _ name: String) throws -> String {
        try #require(path) + "/" + part + "/" + name
    }
}

/// Runs work on a thread of its own and fails where it takes longer than its deadline.
enum Watchdog {
    static func run<Value: Sendable>(
        within seconds: Double, _ work: @escaping @Sendable () throws -> Value
    ) throws -> Result<Value, any Error> {
        let box = ResultBox<Value>()
        let done = DispatchSemaphore(value: 0)
        let thread = Thread {
            box.result = Result { try work() }
            done.signal()
        }
        thread.stackSize = 4 << 20
        thread.start()
        guard done.wait(timeout: .now() + seconds) == .success, let result = box.result else {
            throw Overdue(seconds: seconds)
        }
        return result
    }
}

/// Work that did not end in time.
struct Overdue: Error {
    let seconds: Double
}

/// Sendable because the semaphore orders its one write before its one read.
private final class ResultBox<Value: Sendable>: @unchecked Sendable {
    var result: Result<Value, any Error>?
}
