import Foundation

/// How many of some things are done and how long the rest will take, on one line of a terminal; silent where standard
/// error is none.
struct CountProgress {
    private let title: String
    private let isShown = isatty(STDERR_FILENO) == 1
    private let start = ContinuousClock.now

    init(_ title: String) {
        self.title = title
    }

    func show(_ done: Int, of total: Int) {
        guard isShown, done > 0 else { return }
        let left = (ContinuousClock.now - start) / done * (total - done)
        let seconds = left.components.seconds
        let time = String(format: "%d:%02d", seconds / 60, seconds % 60)
        FileHandle.standardError.write(Data("\r\u{1b}[K\(title): \(done) of \(total), \(time) left".utf8))
    }

    /// Clears the line.
    func end() {
        if isShown { FileHandle.standardError.write(Data("\r\u{1b}[K".utf8)) }
    }
}
