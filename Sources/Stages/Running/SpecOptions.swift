package import Events
import Live
import Media
import MediaTypes
import Overlay
import Recording
import Snippets
package import Specs

// A spec in the words of the libraries that follow it.

extension MediaReaderOptions {
    init(_ spec: PipelineSpec, from first: SnippetKey? = nil) {
        self.init()
        videoStream = StreamChoice.Wish(spec.source.videoStream)
        audioStream = StreamChoice.Wish(spec.source.audioStream)
        maxPicture = PictureLimit(spec.source.maximumPicture)
        videoThreads = spec.threads.decoder
        from = first
    }
}

extension LiveOptions {
    init(_ spec: PipelineSpec) {
        self.init(spec.source.url, transport: RTSPTransport(spec.source.transport)) { CutOptions(spec, $0, from: nil) }
        reading.videoStream = StreamChoice.Wish(spec.source.videoStream)
        reading.audioStream = StreamChoice.Wish(spec.source.audioStream)
        reading.maxPicture = PictureLimit(spec.source.maximumPicture)
        reading.videoThreads = spec.threads.decoder
        if let seconds = spec.source.timeoutSeconds { silence = .seconds(seconds) }
    }
}

extension PictureLimit {
    fileprivate init(_ size: PictureSize) { self.init(width: size.width, height: size.height) }
}

extension RTSPTransport {
    fileprivate init(_ transport: RTPTransport) {
        switch transport {
        case .tcp: self = .tcp
        case .udp: self = .udp
        case .auto: self = .auto
        }
    }
}

extension StreamChoice.Wish {
    fileprivate init(_ wish: StreamWish) {
        switch wish {
        case .best: self = .best
        case .none: self = .none
        case .index(let index): self = .index(index)
        }
    }
}

extension CutOptions {
    init(_ spec: PipelineSpec, _ source: SourceDescription, from first: SnippetKey?) {
        self.init()
        let isRecorded = spec.outputs.video.path != nil
        keepsPictures = isRecorded
        soundForm = isRecorded ? Recorder.soundForm(for: source) : .none
        byteCap = spec.source.maximumSnippetBytes
        from = first
    }
}

extension OverlayStyle {
    init(_ video: VideoSpec) {
        self.init()
        maskOpacity = video.maskOpacity
        showsContours = video.showsContours
        showsLabels = video.showsLabels
        showsLevel = video.showsLevel
    }
}

extension RecordingOptions {
    init(_ video: VideoSpec, threads: Int) {
        self.init()
        segmentSeconds = video.segmentSeconds
        quality.crf = video.crf
        quality.preset = video.preset
        quality.threads = threads
    }
}

extension RotationRule {
    package init(_ events: EventsSpec) {
        self.init(bytes: events.rotationBytes, seconds: events.rotationSeconds)
    }
}

extension OutputFolder {
    package init(_ outputs: OutputSpec) {
        self.init()
        if let path = outputs.video.path { video = (RecordingName(path), Retention(outputs.video.kept)) }
        if let path = outputs.events.path, path != EventLog.standardOutput {
            events = (RotatedName(of: path), Retention(outputs.events.kept))
        }
    }
}

extension Retention {
    fileprivate init(_ spec: RetentionSpec) {
        self.init(seconds: spec.seconds, bytes: spec.bytes)
    }
}
