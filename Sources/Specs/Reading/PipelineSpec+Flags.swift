/// Why a command-line flag is refused.
package struct SpecFlagError: Error, CustomStringConvertible {
    package let flag: String
    let texts: [String]
    let complaints: [SpecComplaint]

    package var description: String {
        complaints.map { complaint in
            let element = complaint.element.map { " \"\(texts[$0])\"" } ?? ""
            return "--\(flag)\(element) \(complaint.text)"
        }.joined(separator: "\n")
    }
}

extension PipelineSpec {
    /// Sets a key as a file would, on behalf of a command-line flag.
    ///
    /// - Parameters:
    ///   - path: dotted name of the key; it must exist.
    ///   - texts: its value, or the elements of its list.
    package mutating func set(_ path: String, to texts: [String], flag: String) throws(SpecFlagError) {
        guard let key = SpecTable.key(path) else { preconditionFailure("\(path) is a key of the table") }
        let complaints = key.read(texts, &self)
        guard complaints.isEmpty else { throw SpecFlagError(flag: flag, texts: texts, complaints: complaints) }
    }
}
