import Events
import MediaTypes

/// An output that cannot be written, and when it is tried again: after one more second of the source, then two, four, at
/// most sixteen.
struct OutputTrouble {
    private(set) var message: String?
    private var lost = MediaTime.zero
    private var pause = 1
    private var remaining = 0

    private static let longestPause = 16

    /// Whether the next second is to be tried.
    var isDue: Bool { remaining == 0 }

    /// A second was not tried.
    mutating func pass(_ length: MediaTime) {
        remaining -= 1
        lost = lost + length
    }

    /// A try has failed.
    ///
    /// - Returns: what is to be said of it, where nothing has been yet.
    mutating func fail(_ error: any Error, losing length: MediaTime) -> OutputStatusRecord? {
        defer { message = "\(error)" }
        lost = lost + length
        remaining = pause
        pause = min(pause * 2, Self.longestPause)
        return message == nil ? OutputStatusRecord(output: .video, status: .failing, message: "\(error)") : nil
    }

    /// A try has succeeded.
    ///
    /// - Returns: what is to be said of it, where there was trouble.
    mutating func end() -> OutputStatusRecord? {
        guard let message else { return nil }
        defer { self = OutputTrouble() }
        return OutputStatusRecord(output: .video, status: .restored, lost: lost, message: message)
    }
}
