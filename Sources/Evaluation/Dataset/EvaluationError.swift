/// A folder that cannot be scored, with the file and what is wrong in it.
package struct EvaluationError: Error, CustomStringConvertible, Equatable {
    package let file: String
    package let problem: String

    package init(_ problem: String, in file: String) {
        self.file = file
        self.problem = problem
    }

    package var description: String { "\(file): \(problem)" }
}
