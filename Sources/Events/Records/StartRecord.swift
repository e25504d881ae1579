package import MediaTypes

/// A run begins, or goes on: what it watches, with which model, words and options.
package struct StartRecord: EventBody {
    static let type = EventType.start

    /// The version of Earshot.
    package var version: String
    package var source: SourceFacts
    /// The bundle, `name@sha256:…`.
    package var model: String
    /// The digest of the words in force.
    package var vocabulary: String
    /// The words the user gave; nil where the bundle's own are used.
    package var words: [String]?
    /// Every option that changes what comes out, sorted by key.
    package private(set) var options: JSONObject
    /// The last second already written, where this run continues an interrupted one.
    package var resumedAfter: SnippetKey?
    /// The run goes on in a new file: the lines before this one stand in another.
    package var continuesFile: Bool
    /// What those lines come to, where there are such and this version of Earshot began the file.
    package var carried: CarriedState?

    package init(
        version: String, source: SourceFacts, model: String, vocabulary: String, words: [String]?, options: JSONObject,
        resumedAfter: SnippetKey? = nil, continuesFile: Bool = false, carried: CarriedState? = nil
    ) {
        self.version = version
        self.source = source
        self.model = model
        self.vocabulary = vocabulary
        self.words = words
        self.options = JSONObject(options.fields.sorted { $0.key < $1.key })
        self.resumedAfter = resumedAfter
        self.continuesFile = continuesFile
        self.carried = carried
    }

    var fields: JSONObject {
        var object = JSONObject([
            ("version", .string(version)), ("source", .object(source.fields)), ("model", .string(model)),
            ("vocabulary", .string(vocabulary)),
            ("words", words.map { .array($0.map(JSONValue.string)) } ?? .null),
            ("options", .object(options)),
        ])
        if let resumedAfter {
            let position = JSONObject([
                ("epoch", .integer(resumedAfter.epoch)), ("index", .integer(resumedAfter.index)),
            ])
            object.append("resumed_after", .object(position))
        }
        if continuesFile { object.append("continues_file", .bool(true)) }
        object.appendIfPresent("carried", carried.map { .object($0.fields) })
        return object
    }

    init(fields: JSONObject) throws(EventError) {
        version = try fields.string("version")
        source = try fields.object("source", SourceFacts.init(fields:))
        model = try fields.string("model")
        vocabulary = try fields.string("vocabulary")
        words = try fields.ifPresent("words", fields.strings)
        options = try fields.object("options") { options throws(EventError) in options }
        resumedAfter = try fields.objectIfPresent("resumed_after") { position throws(EventError) in
            SnippetKey(epoch: try position.count("epoch"), index: try position.integer("index"))
        }
        continuesFile = try fields.ifPresent("continues_file", fields.bool) ?? false
        carried = try fields.ifPresent("carried") { key throws(EventError) in
            try fields.object(key, CarriedState.init(fields:))
        }
    }
}
