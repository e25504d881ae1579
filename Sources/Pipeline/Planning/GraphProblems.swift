/// Every reason why a graph cannot run.
package struct GraphProblems: Error, Sendable, CustomStringConvertible {
    package let graph: String
    package let problems: [GraphProblem]

    package var description: String {
        "pipeline \"\(graph)\" cannot run: " + problems.map(\.description).joined(separator: "; ")
    }
}
