import Yams

extension SpecProblem {
    /// A file that is no YAML, or not one document.
    init(_ error: YamlError, file: String) {
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            let place = context.map { "\($0.text.trimmingPrefix("error ")) " } ?? ""
            self.init(file: file, mark, "not valid YAML: \(place)\(problem)")
        case .duplicatedKeysInMapping(let duplicates, let context):
            self.init(file: file, context.mark, "these keys stand here twice: \(duplicates.joined(separator: ", "))")
        case .reader(let problem, let offset, _, let yaml):
            let (line, column) = Self.position(of: offset ?? 0, in: yaml)
            self.init(file: file, line: line, column: column, message: "not valid YAML: \(problem)")
        default:
            self.init(file: file, line: 1, column: 1, message: "not valid YAML: \(error)")
        }
    }

    private init(file: String, _ mark: Mark, _ message: String) {
        self.init(file: file, line: max(mark.line, 1), column: max(mark.column, 1), message: message)
    }

    /// Line and column of a byte.
    private static func position(of offset: Int, in yaml: String) -> (line: Int, column: Int) {
        let before = yaml.utf8.prefix(max(offset, 0))
        let line = before.filter { $0 == UInt8(ascii: "\n") }.count + 1
        let column = before.reversed().prefix { $0 != UInt8(ascii: "\n") }.count + 1
        return (line, column)
    }
}
