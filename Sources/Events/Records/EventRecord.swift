/// What one line says.
package enum EventRecord: Sendable, Equatable {
    case start(StartRecord)
    case snippet(SnippetRecord)
    case gap(GapRecord)
    case soundBegin(SoundBeginRecord)
    case soundUpdate(SoundUpdateRecord)
    case soundEnd(SoundEndRecord)
    case sourceStatus(SourceStatusRecord)
    case outputStatus(OutputStatusRecord)
    case vocabulary(VocabularyRecord)
    case overload(OverloadRecord)
    case heartbeat(HeartbeatRecord)
    case stop(StopRecord)
    /// A type this version does not know, written by a later minor version: kept as it stands.
    case other(type: String, fields: JSONObject)

    /// The name in the line's `type`.
    package var typeName: String {
        if case .other(let type, _) = self { type } else { type(of: body).type.rawValue }
    }

    var fields: JSONObject {
        if case .other(_, let fields) = self { fields } else { body.fields }
    }

    private var body: any EventBody {
        switch self {
        case .start(let body): body
        case .snippet(let body): body
        case .gap(let body): body
        case .soundBegin(let body): body
        case .soundUpdate(let body): body
        case .soundEnd(let body): body
        case .sourceStatus(let body): body
        case .outputStatus(let body): body
        case .vocabulary(let body): body
        case .overload(let body): body
        case .heartbeat(let body): body
        case .stop(let body): body
        case .other: preconditionFailure("a line of an unknown type has fields but no body")
        }
    }

    init(typeName: String, fields: JSONObject) throws(EventError) {
        switch EventType(rawValue: typeName) {
        case .start: self = .start(try StartRecord(fields: fields))
        case .snippet: self = .snippet(try SnippetRecord(fields: fields))
        case .gap: self = .gap(try GapRecord(fields: fields))
        case .soundBegin: self = .soundBegin(try SoundBeginRecord(fields: fields))
        case .soundUpdate: self = .soundUpdate(try SoundUpdateRecord(fields: fields))
        case .soundEnd: self = .soundEnd(try SoundEndRecord(fields: fields))
        case .sourceStatus: self = .sourceStatus(try SourceStatusRecord(fields: fields))
        case .outputStatus: self = .outputStatus(try OutputStatusRecord(fields: fields))
        case .vocabulary: self = .vocabulary(try VocabularyRecord(fields: fields))
        case .overload: self = .overload(try OverloadRecord(fields: fields))
        case .heartbeat: self = .heartbeat(try HeartbeatRecord(fields: fields))
        case .stop: self = .stop(try StopRecord(fields: fields))
        case nil: self = .other(type: typeName, fields: fields)
        }
    }
}
