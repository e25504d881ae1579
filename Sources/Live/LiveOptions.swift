package import Media
import MediaTypes
package import Snippets

/// How a live source is watched.
package struct LiveOptions: Sendable {
    package var reading: MediaReaderOptions
    /// How what a connection brings is cut; called for each connection.
    package var cutting: @Sendable (SourceDescription) -> CutOptions
    package var policy = LivenessPolicy()
    /// Where an earlier run ended; nil where this one begins the source's ledger.
    package var resumption: LiveResumption?

    /// - Parameter transport: of RTSP.
    package init(
        _ address: String, transport: RTSPTransport = .tcp,
        cutting: @escaping @Sendable (SourceDescription) -> CutOptions
    ) {
        let kind = InputKind(of: address)
        self.cutting = cutting
        reading = MediaReaderOptions()
        reading.formatOptions = kind.liveOptions(transport: transport)
        reading.lookAhead = LookAhead(duration: MediaTime(seconds: 2), bytes: 32 << 20)
        reading.pictureDelay = MediaTime(seconds: 2)
        reading.firstPictureLimit = .seconds(10)
        reading.openTimeout = .seconds(10)
        silence = kind.usualSilence
    }

    /// How long the source, or one of its tracks, may bring nothing.
    package var silence: Duration {
        get { policy.silence }
        set {
            policy.silence = newValue
            reading.readTimeout = newValue
        }
    }
}
