/// Every key of a spec, in the order of the reference. The parser, the defaults shown and the reference follow from it.
enum SpecTable {
    static let keys: [SpecKey] = source + model + video + events + archive + rings + threads

    /// The dotted names of all mappings, outer before inner; the document itself is the empty one.
    static let sections: [String] = {
        var sections = [""]
        for key in keys {
            let parts = key.path.split(separator: ".").map(String.init)
            for count in 1..<parts.count {
                let section = parts.prefix(count).joined(separator: ".")
                if !sections.contains(section) { sections.append(section) }
            }
        }
        return sections
    }()

    static func key(_ path: String) -> SpecKey? { byPath[path] }

    /// The names that may stand in a mapping: its keys and the mappings inside it.
    static func names(in section: String) -> [String] {
        let prefix = section.isEmpty ? "" : section + "."
        let inside = (sections + keys.map(\.path)).filter { $0 != section && $0.hasPrefix(prefix) }
        return inside.map { String($0.dropFirst(prefix.count)) }.filter { !$0.isEmpty && !$0.contains(".") }
    }

    private static let byPath = Dictionary(uniqueKeysWithValues: keys.map { ($0.path, $0) })
}

extension PipelineSpec {
    /// Whether a key has another value than it has where it is left out.
    package func isGiven(_ key: String) -> Bool {
        SpecTable.key(key).map { $0.text(self) != $0.text(PipelineSpec(watching: source.url)) } ?? false
    }

    /// Every key with the value it has, in the order of the reference; the url as the user wrote it stands only in the
    /// file, so it is left out.
    package var values: [(key: String, value: String)] {
        SpecTable.keys.filter { $0.path != "source.url" }.map { ($0.path, $0.text(self)) }
    }
}
