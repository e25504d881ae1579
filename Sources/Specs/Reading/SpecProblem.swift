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
