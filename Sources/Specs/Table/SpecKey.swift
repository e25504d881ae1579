import Words

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
    /// Puts what a scalar, or the scalars of a list, say into the spec, or says everything that is wrong with them.
    let read: @Sendable (_ texts: [String], _ spec: inout PipelineSpec) -> [SpecComplaint]
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
        read = { texts, spec in
            do throws(SpecComplaint) {
                spec[keyPath: property] = try kind.read(texts[0])
                return []
            } catch {
                return [error]
            }
        }
        text = { kind.text(of: $0[keyPath: property]) }
    }

    /// A list of words.
    init(
        list path: String, _ property: any WritableKeyPath<PipelineSpec, [WordEntry]> & Sendable, absent: String,
        _ about: String
    ) {
        self.path = path
        form = "a list of words"
        isRequired = false
        isList = true
        self.absent = absent
        self.about = about
        read = { texts, spec in
            do throws(WordListError) {
                spec[keyPath: property] = try WordList.entries(of: texts)
                return []
            } catch {
                return error.problems.map { SpecComplaint($0.text, element: $0.entry) }
            }
        }
        text = { spec in
            let texts = spec[keyPath: property].map { FlowScalar.text(of: $0.description) }
            return texts.isEmpty ? absent : "[" + texts.joined(separator: ", ") + "]"
        }
    }

    /// `stride` of `model.stride`.
    var name: String { String(path.split(separator: ".").last ?? "") }

    /// `model` of `model.stride`.
    var section: String { path.split(separator: ".").dropLast().joined(separator: ".") }
}
