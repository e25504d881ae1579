import Glibc

/// What commands say beside their output, each line in one write.
enum CommandOutput {
    static func error(_ text: String) { write("earshot: error: \(text)\n") }
    static func warning(_ text: String) { write("earshot: warning: \(text)\n") }

    private static func write(_ line: String) {
        Glibc.write(STDERR_FILENO, line, line.utf8.count)
    }
}
