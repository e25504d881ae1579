/// A stage that failed, and how.
package struct StageFailure: Error, Sendable, CustomStringConvertible {
    package let stage: String
    package let underlying: any Error
    /// Failures of other stages that came after this one.
    package internal(set) var later: [StageFailure] = []

    init(stage: String, underlying: any Error) {
        self.stage = stage
        self.underlying = underlying
    }

    package var description: String {
        "stage \"\(stage)\" failed: \(underlying)"
            + later.map { "; then stage \"\($0.stage)\" failed: \($0.underlying)" }.joined()
    }
}
