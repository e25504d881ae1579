/// One thing wrong with a spec, and where.
package struct SpecProblem: Sendable, Hashable, CustomStringConvertible {
    package let file: String
    /// From 1.
    package let line: Int
    /// From 1, in Unicode scalars.
    package let column: Int
    package let message: String

    /// `FILE:LINE:COLUMN: message`, as compilers write it.
    package var description: String { "\(file):\(line):\(column): \(message)" }
}

/// Everything wrong with a spec, in the order of the file.
package struct PipelineSpecError: Error, Sendable, CustomStringConvertible {
    package let problems: [SpecProblem]

    init(_ problems: [SpecProblem]) {
        self.problems = problems.sorted { ($0.line, $0.column) < ($1.line, $1.column) }
    }

    package var description: String { problems.map(\.description).joined(separator: "\n") }
}
