package import MediaTypes

/// What a source is, so that a run can be told from a run over another source.
package struct SourceFacts: Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable {
        case file
        case live
    }

    package struct Video: Sendable, Equatable {
        package var stream: Int
        package var codec: String
        /// Displayed orientation, in pixels.
        package var width: Int
        package var height: Int

        package init(stream: Int, codec: String, width: Int, height: Int) {
            self.stream = stream
            self.codec = codec
            self.width = width
            self.height = height
        }

        var fields: JSONObject {
            JSONObject([
                ("stream", .integer(stream)), ("codec", .string(codec)), ("w", .integer(width)),
                ("h", .integer(height)),
            ])
        }

        init(fields: JSONObject) throws(EventError) {
            stream = try fields.count("stream")
            codec = try fields.string("codec")
            width = try fields.count("w")
            height = try fields.count("h")
        }
    }

    package struct Audio: Sendable, Equatable {
        package var stream: Int
        package var codec: String
        package var sampleRate: Int
        package var channels: Int

        package init(stream: Int, codec: String, sampleRate: Int, channels: Int) {
            self.stream = stream
            self.codec = codec
            self.sampleRate = sampleRate
            self.channels = channels
        }

        var fields: JSONObject {
            JSONObject([
                ("stream", .integer(stream)), ("codec", .string(codec)), ("sample_rate_hz", .integer(sampleRate)),
                ("channels", .integer(channels)),
            ])
        }

        init(fields: JSONObject) throws(EventError) {
            stream = try fields.count("stream")
            codec = try fields.string("codec")
            sampleRate = try fields.count("sample_rate_hz")
            channels = try fields.count("channels")
        }
    }

    package var kind: Kind
    /// A file's name without its folder, a stream's address without its secrets.
    package var name: String
    /// A digest that tells this file from others; nil for live sources.
    package var digest: String?
    package var bytes: Int64?
    /// The container's name as the demuxer says it.
    package var container: String?
    /// What the container states; nil where it does not.
    package var duration: MediaTime?
    package var video: Video?
    package var audio: Audio?

    package init(
        kind: Kind, name: String, digest: String? = nil, bytes: Int64? = nil, container: String? = nil,
        duration: MediaTime? = nil, video: Video? = nil, audio: Audio? = nil
    ) {
        self.kind = kind
        self.name = name
        self.digest = digest
        self.bytes = bytes
        self.container = container
        self.duration = duration
        self.video = video
        self.audio = audio
    }

    var fields: JSONObject {
        JSONObject([
            ("kind", .string(kind.rawValue)), ("name", .string(name)),
            ("digest", digest.map(JSONValue.string) ?? .null),
            ("bytes", bytes.map(JSONValue.integer) ?? .null),
            ("container", container.map(JSONValue.string) ?? .null),
            ("duration_s", duration.map(JSONValue.seconds) ?? .null),
            ("video", video.map { .object($0.fields) } ?? .null),
            ("audio", audio.map { .object($0.fields) } ?? .null),
        ])
    }

    init(fields: JSONObject) throws(EventError) {
        kind = try fields.choice("kind")
        name = try fields.string("name")
        digest = try fields.ifPresent("digest", fields.string)
        bytes = try fields.ifPresent("bytes") { key throws(EventError) in try fields.integer(key) }
        container = try fields.ifPresent("container", fields.string)
        duration = try fields.ifPresent("duration_s", fields.seconds)
        video = try fields.objectIfPresent("video", Video.init(fields:))
        audio = try fields.objectIfPresent("audio", Audio.init(fields:))
    }
}
