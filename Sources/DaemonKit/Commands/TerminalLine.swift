import Foundation

/// A line of a terminal that is written over and over; nothing where standard error is none.
struct TerminalLine: Sendable {
    let isShown = isatty(STDERR_FILENO) == 1

    func show(_ text: String) {
        if isShown { write("\r\u{1b}[K" + text) }
    }

    func clear() { show("") }

    private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
