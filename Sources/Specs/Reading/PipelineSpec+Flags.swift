/// Why a command-line flag is refused.
package struct SpecFlagError: Error, CustomStringConvertible {
    package let flag: String
    let complaint: String

    package var description: String { "--\(flag) \(complaint)" }
}

extension PipelineSpec {
    /// Sets a key as a file would, on behalf of a command-line flag.
    ///
    /// - Parameters:
    ///   - path: dotted name of the key; it must exist.
    ///   - texts: its value, or the elements of its list.
    package mutating func set(_ path: String, to texts: [String], flag: String) throws(SpecFlagError) {
        guard let key = SpecTable.key(path) else { preconditionFailure("\(path) is a key of the table") }
        do throws(SpecComplaint) {
            try key.read(texts, &self)
        } catch {
            throw SpecFlagError(flag: flag, complaint: error.text)
        }
    }
}
