import Foundation

/// What `${NAME}` stands for in a spec: a line of the spec's own credentials file, else a file of systemd's credentials
/// directory, else a variable of the environment.
struct SpecVariables {
    /// Where systemd puts what `LoadCredential=` names.
    private static let directoryVariable = "CREDENTIALS_DIRECTORY"

    let environment: [String: String]
    private let file: CredentialsFile?

    init(environment: [String: String], file: CredentialsFile? = nil) {
        self.environment = environment
        self.file = file
    }

    func value(of name: String) throws(SpecComplaint) -> String {
        if let value = file?.values[name] { return value }
        if let value = try environment[Self.directoryVariable].map({ directory throws(SpecComplaint) in
            try Self.credential(name, in: directory)
        }) ?? nil {
            return value
        }
        if let value = environment[name] { return value }
        throw SpecComplaint("needs \(name), which is not set: \(places(of: name))")
    }

    /// Where a value was looked for.
    private func places(of name: String) -> String {
        var places = ["no variable of the environment"]
        if let directory = environment[Self.directoryVariable] { places.append("no file in \(directory)") }
        if let file { places.append("no line of \(file.path)") }
        return places.joined(separator: ", ") + " has that name"
    }

    /// The contents of a file without its last line end; nil where there is none.
    private static func credential(_ name: String, in directory: String) throws(SpecComplaint) -> String? {
        let path = URL(filePath: directory).appending(path: name).path
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        return CredentialsFile.withoutLineEnd(try CredentialsFile.text(of: path))
    }
}
