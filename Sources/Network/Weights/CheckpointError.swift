/// Why weights could not be read: which file or key, and what is wrong with it.
package struct CheckpointError: Error, Equatable, CustomStringConvertible {
    package enum Problem: Sendable, Equatable {
        /// The file could not be opened or mapped; `reason` is the system's.
        case unreadable(reason: String)
        /// The file is damaged, or of no format that is read.
        case malformed(String)
        case missing
        case shape(found: [Int], expected: [Int])
        case type(found: String, expected: String)
        /// The tensor stands in more than one file.
        case duplicate
        /// Nothing reads these tensors.
        case unused([String])
        case unwritable(reason: String)
    }

    /// The file, or a description of where the weights come from.
    package let source: String
    /// The full name of the tensor, where one is at fault.
    package let key: String?
    package let problem: Problem

    package init(source: String, key: String? = nil, problem: Problem) {
        self.source = source
        self.key = key
        self.problem = problem
    }

    package var description: String {
        let tensor = key.map { "tensor '\($0)' of " } ?? ""
        return switch problem {
        case .unreadable(let reason): "cannot read \(source): \(reason)"
        case .malformed(let detail): "\(tensor)\(source) cannot be read: \(detail)"
        case .missing: "\(tensor)\(source) is missing: the weights are of another architecture or incomplete"
        case .shape(let found, let expected): "\(tensor)\(source) has shape \(found), the model needs \(expected)"
        case .type(let found, let expected): "\(tensor)\(source) has type \(found), \(expected) is needed"
        case .duplicate: "\(tensor)\(source) also stands in another file of the same model"
        case .unused(let keys): "\(source) holds \(keys.count) tensors the model does not use: \(Self.list(keys))"
        case .unwritable(let reason): "cannot write \(tensor)\(source): \(reason)"
        }
    }

    private static func list(_ keys: [String]) -> String {
        keys.prefix(5).joined(separator: ", ") + (keys.count > 5 ? ", …" : "")
    }
}
