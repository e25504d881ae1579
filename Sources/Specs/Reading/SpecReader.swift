import Yams

/// Reads the nodes of a document into a spec, collecting every problem.
struct SpecReader {
    let file: String
    private var variables: SpecVariables
    private(set) var spec = PipelineSpec()
    private(set) var problems: [SpecProblem] = []
    /// Where each key that is set has its value.
    private var marks: [String: Mark] = [:]

    init(file: String, environment: [String: String]) {
        self.file = file
        variables = SpecVariables(environment: environment)
    }

    mutating func read(_ root: Node) {
        readCredentialsFile(root)
        readMapping(root, section: "")
        for key in SpecTable.keys where key.isRequired && !isSet(key.path) {
            report(marks[key.section] ?? root.mark, "\(key.path) is required: \(key.about)")
        }
    }

    /// Adds a problem of a key or section, at its value if it is set, else at what encloses it.
    mutating func report(at path: String, _ message: String) {
        var parts = path.split(separator: ".")
        while !parts.isEmpty, marks[parts.joined(separator: ".")] == nil { parts.removeLast() }
        report(marks[parts.joined(separator: ".")], message)
    }

    /// Once everything is read.
    mutating func settleDefaults() {
        let marks = marks
        spec.settleDefaults { marks[$0] != nil }
    }

    func isSet(_ path: String) -> Bool { marks[path] != nil }

    private mutating func report(_ mark: Mark?, _ message: String) {
        problems.append(
            SpecProblem(file: file, line: mark?.line ?? 1, column: mark?.column ?? 1, message: message))
    }
}

// Walking the document.
extension SpecReader {
    /// The file comes first: values that stand before it may need it. What is wrong with its key itself is told later.
    private mutating func readCredentialsFile(_ root: Node) {
        guard case .mapping(let document) = root, let source = document["source"]?.mapping,
            case .scalar(let scalar)? = source["credentials_file"]
        else { return }
        do {
            let path = try ExpandedText(scalar.string, variables: variables).text
            variables = SpecVariables(environment: variables.environment, file: try CredentialsFile(path: path))
        } catch {
            report(scalar.mark, "source.credentials_file \(error.text)")
        }
    }

    private mutating func readMapping(_ node: Node, section: String) {
        marks[section] = node.mark
        guard case .mapping(let mapping) = node else {
            if section.isEmpty || !isNull(node) {
                report(node.mark, "\(Self.title(section)) must be a mapping of keys")
            }
            return
        }
        for (key, value) in mapping { readEntry(key, value, section: section) }
    }

    private mutating func readEntry(_ key: Node, _ value: Node, section: String) {
        guard case .scalar(let scalar) = key else {
            return report(key.mark, "a key of \(Self.title(section)) must be a name")
        }
        let path = section.isEmpty ? scalar.string : "\(section).\(scalar.string)"
        if let known = SpecTable.key(path) {
            readValue(value, known, keyMark: key.mark)
        } else if !section.isEmpty || !scalar.string.isEmpty, SpecTable.sections.contains(path) {
            readMapping(value, section: path)
        } else {
            report(key.mark, Self.unknown(scalar.string, in: section))
        }
    }

    private mutating func readValue(_ node: Node, _ key: SpecKey, keyMark: Mark?) {
        marks[key.path] = node.mark ?? keyMark
        do {
            var secrets: [String] = []
            let texts = try texts(of: node, for: key).map { raw throws(SpecComplaint) in
                let expanded = try ExpandedText(raw, variables: variables)
                secrets += expanded.values
                return expanded.text
            }
            spec.secrets += secrets.filter { !$0.isEmpty && !spec.secrets.contains($0) }
            for complaint in key.read(texts, &spec) {
                let element = complaint.element.flatMap { node.sequence?[$0].mark }
                report(element ?? node.mark ?? keyMark, "\(key.path) \(complaint.text)")
            }
        } catch {
            report(node.mark ?? keyMark, "\(key.path) \(error.text)")
        }
    }

    private func texts(of node: Node, for key: SpecKey) throws(SpecComplaint) -> [String] {
        switch node {
        case .scalar(let scalar):
            if isNull(node) { throw SpecComplaint("has no value; it must be \(key.form)") }
            if key.isList { throw SpecComplaint("must be \(key.form), such as [one, two]") }
            return [scalar.string]
        case .sequence(let sequence) where key.isList:
            var texts: [String] = []
            for element in sequence {
                guard case .scalar(let scalar) = element, !isNull(element) else {
                    throw SpecComplaint("must be \(key.form), without lists or mappings inside")
                }
                texts.append(scalar.string)
            }
            return texts
        default: throw SpecComplaint("must be \(key.form)")
        }
    }

    private func isNull(_ node: Node) -> Bool {
        guard case .scalar(let scalar) = node, scalar.style == .plain || scalar.style == .any else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(scalar.string)
    }

    private static func title(_ section: String) -> String { section.isEmpty ? "a spec" : section }

    private static func unknown(_ name: String, in section: String) -> String {
        let shown = name.count > 60 ? name.prefix(60) + "…" : name
        let names = SpecTable.names(in: section)
        let hint: String
        if let nearest = NearestName.of(name, among: names) {
            hint = "did you mean \"\(nearest)\"?"
        } else if let other = SpecTable.keys.first(where: { $0.name == name }) {
            hint = "did you mean \(other.path)?"
        } else {
            hint = "\(title(section)) has " + names.joined(separator: ", ")
        }
        return "unknown key \"\(shown)\" in \(title(section)); \(hint)"
    }
}
