/// Why a bundle could not be found, read, checked or written.
package enum BundleError: Error, Equatable {
    /// No bundle of that name in any folder of the search path.
    case notFound(name: String, searched: [String])
    /// A file could not be read or written.
    case file(operation: String, path: String, reason: String)
    /// `model.json` is not what its format asks for.
    case manifest(path: String, problem: String)
    /// A file of the bundle is not the one its `model.json` describes.
    case corrupt(path: String, problem: String)
    /// What was given to `models import` cannot become a bundle.
    case importing(problem: String)
    /// Whoever asked for it no longer wants it.
    case stopped
}

extension BundleError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .notFound(let name, let searched):
            "no model named \"\(name)\" in \(searched.joined(separator: ", ")); `earshot models list` shows what there is"
        case .file(let operation, let path, let reason): "cannot \(operation) \(path): \(reason)"
        case .manifest(let path, let problem): "\(path): \(problem)"
        case .corrupt(let path, let problem): "\(path) is damaged: \(problem)"
        case .importing(let problem): "cannot import: \(problem)"
        case .stopped: "stopped before it was complete; nothing is left of it"
        }
    }
}
