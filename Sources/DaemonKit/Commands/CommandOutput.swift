import Glibc
import Media

/// What commands say beside their output, each line in one write and without secrets.
enum CommandOutput {
    static func error(_ text: String) { write("earshot: error: \(text)\n") }
    static func note(_ text: String) { write("earshot: \(text)\n") }
    static func warning(_ text: String) { write("earshot: warning: \(text)\n") }

    private static func write(_ text: String) {
        let line = Secrets.shared.removed(from: text)
        Glibc.write(STDERR_FILENO, line, line.utf8.count)
    }
}
