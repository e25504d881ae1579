import Events
import Media
import MediaTypes
import Overlay
import Recording
import Snippets
import Specs

// A spec in the words of the libraries that follow it.

extension MediaReaderOptions {
    init(_ spec: PipelineSpec, from first: SnippetKey? = nil) {
        self.init()
        videoStream = StreamChoice.Wish(spec.source.videoStream)
        audioStream = StreamChoice.Wish(spec.source.audioStream)
        maxPicture = PictureLimit(width: spec.source.maximumPicture.width, height: spec.source.maximumPicture.height)
        videoThreads = spec.threads.decoder
        from = first
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
        soundForm = isRecorded ? AnnotatedVideoWriter.soundForm(for: source) : .none
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
        quality.crf = video.crf
        quality.preset = video.preset
        quality.threads = threads
    }
}
