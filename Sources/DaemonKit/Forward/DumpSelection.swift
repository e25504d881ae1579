import ArgumentParser
import Network

/// Which intermediate tensors `earshot forward` writes.
struct DumpSelection: Sendable, ExpressibleByArgument {
    /// Nil for all.
    let names: Set<String>?

    /// - Parameter argument: `all`, or names separated by commas.
    init?(argument: String) {
        let names = argument.split(separator: ",").map { $0.trimmingPrefix { $0 == " " } }.map(String.init)
        guard !names.isEmpty else { return nil }
        self.names = names == ["all"] ? nil : Set(names)
    }

    func contains(_ name: String) -> Bool { names?.contains(name) ?? true }

    /// Whether a tensor with one of these prefixes is wanted.
    func wants(anyOf prefixes: [String]) -> Bool {
        guard let names else { return true }
        return names.contains { name in prefixes.contains { name.hasPrefix($0) } }
    }
}
