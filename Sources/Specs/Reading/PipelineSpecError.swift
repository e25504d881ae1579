/// Everything wrong with a spec, in the order of the file.
package struct PipelineSpecError: Error, Sendable, CustomStringConvertible {
    package let problems: [SpecProblem]

    init(_ problems: [SpecProblem]) {
        self.problems = problems.sorted { ($0.line, $0.column) < ($1.line, $1.column) }
    }

    package var description: String { problems.map(\.description).joined(separator: "\n") }
}
