/// One key of a spec: everything the parser, the reference and the ready specs know about it.
struct SpecKey: Sendable {
    /// Dotted, as `model.stride`.
    let path: String
    /// The form of a value, for people.
    let form: String
    let isRequired: Bool
    let isList: Bool
    /// What holds where the key is left out, unless that is a value.
    let absent: String?
    /// One or two sentences.
    let about: String
    /// Puts what a scalar, or the scalars of a list, say into the spec.
    let read: @Sendable (_ texts: [String], _ spec: inout PipelineSpec) throws(SpecComplaint) -> Void
    /// The value in a spec as it would stand in a file.
    let text: @Sendable (_ spec: PipelineSpec) -> String

    init<Kind: SpecKind>(
        _ path: String, _ property: any WritableKeyPath<PipelineSpec, Kind.Value> & Sendable, _ kind: Kind,
        isRequired: Bool = false, _ about: String
    ) {
        self.path = path
        form = kind.name
        self.isRequired = isRequired
        isList = false
        absent = kind.absent
        self.about = about
        read = { texts, spec throws(SpecComplaint) in spec[keyPath: property] = try kind.read(texts[0]) }
        text = { kind.text(of: $0[keyPath: property]) }
    }

    init<Kind: SpecKind>(
        list path: String, _ property: any WritableKeyPath<PipelineSpec, [Kind.Value]> & Sendable, of kind: Kind,
        absent: String, _ about: String
    ) {
        self.path = path
        form = "a list of \(kind.name)"
        isRequired = false
        isList = true
        self.absent = absent
        self.about = about
        read = { texts, spec throws(SpecComplaint) in
            var values: [Kind.Value] = []
            for text in texts { values.append(try kind.read(text)) }
            spec[keyPath: property] = values
        }
        text = { spec in
            let texts = spec[keyPath: property].map(kind.text)
            return texts.isEmpty ? absent : "[" + texts.joined(separator: ", ") + "]"
        }
    }

    /// `stride` of `model.stride`.
    var name: String { String(path.split(separator: ".").last ?? "") }

    /// `model` of `model.stride`.
    var section: String { path.split(separator: ".").dropLast().joined(separator: ".") }
}
