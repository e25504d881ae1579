package import Foundation

/// The folder for what can be had again: `$CACHE_DIRECTORY` where systemd gives one, else `$XDG_CACHE_HOME/earshot`, or
/// `~/.cache/earshot`.
package enum UserCache {
    package static func folder(_ environment: [String: String] = ProcessInfo.processInfo.environment) -> URL {
        if let given = environment["CACHE_DIRECTORY"], given.hasPrefix("/") { return URL(filePath: given) }
        // The XDG specification: a relative path is no path.
        let base = environment["XDG_CACHE_HOME"].flatMap { $0.hasPrefix("/") ? URL(filePath: $0) : nil }
        return (base ?? home(environment).appending(path: ".cache")).appending(path: "earshot")
    }

    private static func home(_ environment: [String: String]) -> URL {
        environment["HOME"].flatMap { $0.hasPrefix("/") ? URL(filePath: $0) : nil }
            ?? FileManager.default.homeDirectoryForCurrentUser
    }
}
