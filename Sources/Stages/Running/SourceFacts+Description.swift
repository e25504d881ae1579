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

    /// What the events say of what is read to its end: enough to tell it from another when a run is resumed.
    ///
    /// The digest covers the length and the first and last MiB: hours of video are told apart without reading them whole.
    /// What is no file of this machine has neither.
    init(file address: String, _ source: SourceDescription) throws {
        let contents = InputAddress.isRegularFile(address) ? try FileEnds(address) : nil
        self.init(
            kind: .file, name: Self.name(of: address), digest: contents?.digest, bytes: contents?.length,
            container: source.formatName, duration: source.duration, video: source.video.map(Video.init),
            audio: source.sound.map(Audio.init))
    }

    /// Without folder, host, query and secrets.
    private static func name(of address: String) -> String {
        let path = InputKind(of: address) == .file ? address[...] : address.prefix { $0 != "?" && $0 != "#" }
        return Secrets.shared.removed(from: URL(filePath: String(path)).lastPathComponent)
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

/// What tells a file from others, its middle unread.
private struct FileEnds {
    let length: Int64
    let digest: String

    private static let span: UInt64 = 1 << 20

    init(_ path: String) throws {
        let handle = try FileHandle(forReadingFrom: URL(filePath: path))
        let end = try handle.seekToEnd()
        var bytes = Data("\(end)\n".utf8)
        try handle.seek(toOffset: 0)
        bytes += try handle.read(upToCount: Int(Self.span)) ?? Data()
        try handle.seek(toOffset: max(end, Self.span) - Self.span)
        bytes += try handle.read(upToCount: Int(Self.span)) ?? Data()
        try handle.close()
        length = Int64(end)
        digest = "sha256:" + SHA256.digest(of: bytes)
    }
}
