import Bundles
import Events
import Foundation
import Media
import Snippets

extension SourceFacts {
    /// What the events say of a live source, before it has been reached.
    init(live address: String) {
        self.init(kind: .live, name: Secrets.shared.removed(from: address))
    }

    /// What the events say of a file: enough to tell it from another when a run is resumed.
    ///
    /// The digest covers the length and the first and last MiB: hours of video are told apart without reading them whole.
    init(file path: String, _ source: SourceDescription) throws {
        let handle = try FileHandle(forReadingFrom: URL(filePath: path))
        let length = try handle.seekToEnd()
        self.init(
            kind: .file, name: Secrets.shared.removed(from: URL(filePath: path).lastPathComponent),
            digest: try handle.digestOfEnds(length: length),
            bytes: Int64(length), container: source.formatName, duration: source.duration,
            video: source.video.map(Video.init), audio: source.sound.map(Audio.init))
        try handle.close()
    }
}

extension SourceFacts.Video {
    fileprivate init(_ video: VideoSource) {
        self.init(
            stream: video.stream.index, codec: video.stream.codecName, width: video.displayedWidth,
            height: video.displayedHeight)
    }
}

extension SourceFacts.Audio {
    fileprivate init(_ sound: SoundSource) {
        self.init(
            stream: sound.stream.index, codec: sound.stream.codecName, sampleRate: sound.stream.sampleRate,
            channels: sound.stream.channelCount)
    }
}

extension FileHandle {
    fileprivate func digestOfEnds(length: UInt64) throws -> String {
        let span: UInt64 = 1 << 20
        var bytes = Data("\(length)\n".utf8)
        try seek(toOffset: 0)
        bytes += try read(upToCount: Int(span)) ?? Data()
        try seek(toOffset: max(length, span) - span)
        bytes += try read(upToCount: Int(span)) ?? Data()
        return "sha256:" + SHA256.digest(of: bytes)
    }
}
