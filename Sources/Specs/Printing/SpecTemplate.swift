/// Writes a spec in which every key is documented.
struct SpecTemplate {
    let settings: [String: String]
    private var lines: [String] = []

    init(settings: [String: String]) {
        self.settings = settings
    }

    mutating func text(_ introduction: String) -> String {
        lines = introduction.split(separator: "\n", omittingEmptySubsequences: false).map {
            $0.isEmpty ? "#" : "# \($0)"
        }
        lines.append("")
        for section in SpecTable.sections where !section.isEmpty { add(section) }
        return lines.dropLast().joined(separator: "\n") + "\n"
    }

    private mutating func add(_ section: String) {
        let parts = section.split(separator: ".")
        let indent = String(repeating: "  ", count: parts.count - 1)
        // A mapping whose keys are all comments would be null.
        let isUsed = settings.keys.contains { $0.hasPrefix(section + ".") }
        lines.append("\(indent)\(isUsed ? "" : "# ")\(parts[parts.count - 1]):")
        for key in SpecTable.keys where key.section == section { add(key, indent: indent + "  ") }
    }

    private mutating func add(_ key: SpecKey, indent: String) {
        let usual = key.isRequired ? "required" : "default: \(key.text(PipelineSpec()))"
        lines += wrapped(key.about, to: 110 - indent.count).map { "\(indent)# \($0)" }
        lines += wrapped("(\(key.form); \(usual))", to: 110 - indent.count).map { "\(indent)# \($0)" }
        lines.append(
            settings[key.path].map { "\(indent)\(key.name): \($0)" } ?? "\(indent)# \(key.name):\(usualValue(of: key))")
        lines.append("")
    }

    /// The default as a value; nothing where there is none.
    private func usualValue(of key: SpecKey) -> String {
        let text = key.text(PipelineSpec())
        return text == key.absent ? "" : " \(text)"
    }

    private func wrapped(_ text: String, to width: Int) -> [String] {
        var lines = [""]
        for word in text.split(separator: " ") {
            let line = lines[lines.count - 1]
            if line.isEmpty {
                lines[lines.count - 1] = String(word)
            } else if line.count + 1 + word.count <= width {
                lines[lines.count - 1] += " \(word)"
            } else {
                lines.append(String(word))
            }
        }
        return lines
    }
}
