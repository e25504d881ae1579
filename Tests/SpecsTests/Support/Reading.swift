@testable import Specs

/// Reads a spec from text, as a file named `test.yaml`.
func read(_ text: String, environment: [String: String] = [:]) throws(PipelineSpecError) -> PipelineSpec {
    try PipelineSpec.read(text, file: "test.yaml", environment: environment)
}

/// The problems of a spec, `LINE:COLUMN: message` each.
func problems(of text: String, environment: [String: String] = [:]) -> [String] {
    do {
        _ = try read(text, environment: environment)
        return []
    } catch {
        return error.problems.map { "\($0.line):\($0.column): \($0.message)" }
    }
}
