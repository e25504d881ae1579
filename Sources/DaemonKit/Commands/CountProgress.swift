import Foundation

/// How many of some things are done and how long the rest will take, on one line of a terminal; silent where standard
/// error is none.
struct CountProgress {
    private let title: String
    private let line = TerminalLine()
    private let start = ContinuousClock.now

    init(_ title: String) {
        self.title = title
    }

    func show(_ done: Int, of total: Int) {
        guard line.isShown, done > 0 else { return }
        let left = (ContinuousClock.now - start) / done * (total - done)
        let seconds = left.components.seconds
        let time = String(format: "%d:%02d", seconds / 60, seconds % 60)
        line.show("\(title): \(done) of \(total), \(time) left")
    }

    /// Clears the line.
    func end() { line.clear() }
}
