/// Whether a source is read to its end or watched for ever.
package enum SourceKind: String, Sendable, CaseIterable {
    /// By the address.
    case auto
    case file
    case live
}

/// How the packets of an RTSP source travel.
package enum RTPTransport: String, Sendable, CaseIterable {
    case tcp
    case udp
    /// TCP, and UDP where the server refuses that.
    case auto
}

/// What is watched.
package struct SourceSpec: Sendable, Equatable {
    /// Names the source in every event; nil: made from `url`.
    package var id: String?
    package var url = ""
    /// Lines `NAME=value` that `${NAME}` may stand for; nil: none.
    package var credentialsFile: String?
    package var kind = SourceKind.auto
    package var transport = RTPTransport.tcp
    /// How long a live source, or one of its tracks, may bring nothing, in seconds; nil: by its protocol.
    package var timeoutSeconds: Int?
    package var videoStream = StreamWish.best
    package var audioStream = StreamWish.best
    package var startTime = StartTime.container
    package var maximumPicture = PictureSize(width: 7_680, height: 4_320)
    /// Cap of one second's pictures and sound, in bytes.
    package var maximumSnippetBytes = 256 << 20

    package init() {}
}
