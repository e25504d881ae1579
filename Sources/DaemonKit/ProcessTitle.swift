import Glibc
import Media

/// The command line as other users of the machine see it in `/proc` and `ps`.
enum ProcessTitle {
    /// Overwrites the user information of every address in the process's arguments, which are protected in all messages too.
    ///
    /// `CommandLine.arguments` keeps what was typed. Call it once, before any other thread runs.
    static func hideCredentials() {
        for (index, argument) in CommandLine.arguments.enumerated() {
            Secrets.shared.protect(credentialsOf: argument)
            guard let memory = CommandLine.unsafeArgv[index] else { continue }
            overwrite(memory, with: Secrets.shared.removed(from: argument))
        }
    }

    /// The rest of the old text becomes zeros; a longer new text is cut.
    private static func overwrite(_ memory: UnsafeMutablePointer<CChar>, with text: String) {
        let length = strlen(memory)
        let bytes = text.utf8CString.dropLast().prefix(length)
        memset(memory, 0, length)
        for (offset, byte) in bytes.enumerated() { memory[offset] = byte }
    }
}
