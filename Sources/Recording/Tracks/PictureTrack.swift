import Media
import MediaTypes
import Overlay
import Snippets

/// The picture track of a recording: pictures in, packets in the file's muxer out.
final class PictureTrack {
    private let converter: CanvasConverter
    private let encoder: VideoEncoder
    private let track: Int
    private let painter: OverlayPainter
    private let encoding: YUVEncoding
    private let nominalDuration: Int64?
    /// Start of the last picture written, and its distance from the one before.
    private var lastTicks: Int64?
    private var lastStep: Int64?

    /// - Parameter first: the first picture, whose pixel shape and colour tags become the recording's.
    init(
        _ source: VideoSource, first: VideoFrame?, painter: OverlayPainter, quality: VideoEncoder.Quality, muxer: Muxer
    ) throws {
        let size = CanvasSize(
            width: source.displayedWidth, height: source.displayedHeight,
            pixelAspect: first?.displayedPixelAspect ?? .square)
        let colors = first.map(ColorTags.init) ?? ColorTags(lines: min(size.width, size.height))
        let timeBase = Self.trackTimeBase(for: source.timeBase)
        converter = try CanvasConverter(size)
        encoder = try VideoEncoder(
            size, timeBase: timeBase, frameDuration: source.frameDuration, colors: colors, quality: quality)
        track = try muxer.addTrack(encoder)
        encoding = YUVEncoding(colors.matrix)
        nominalDuration = source.frameDuration.map { max(1, MediaTime(1, $0).rescaled(to: timeBase).ticks) }
        self.painter = painter
    }

    /// A multiple of the source's clock, so that its times stay exact, fine enough to place epochs within 20 µs.
    /// Clocks that no 32-bit MP4 duration could follow become 1/90 000.
    static func trackTimeBase(for source: TimeBase) -> TimeBase {
        guard source.denominator <= 1_000_000 else { return TimeBase(1, 90_000) }
        let factor = (60_000 + source.denominator - 1) / source.denominator
        return TimeBase(1, source.denominator * factor)
    }

    /// Encodes the pictures of one snippet, the first of them as a key frame.
    func append(
        _ pictures: [RecordedPicture], scene: OverlayScene, offset: MediaTime, muxer: Muxer,
        statistics: inout RecordingStatistics
    ) throws {
        var overlay = SnippetOverlay(scene: scene, painter: painter, encoding: encoding)
        var waiting: (packets: [Packet], ticks: Int64, duration: Int64?)?
        for picture in pictures {
            let ticks = picture.time.fileTicks(encoder.timeBase, offset: offset)
            guard lastTicks.map({ ticks > $0 }) ?? true else {
                statistics.unorderedPictures += 1
                continue
            }
            if let waiting { try write(waiting.packets, at: waiting.ticks, duration: ticks - waiting.ticks, to: muxer) }
            let packets = try encode(picture, at: ticks, asKeyFrame: waiting == nil, &overlay, &statistics)
            waiting = (packets, ticks, duration(of: picture.frame))
            lastStep = lastTicks.map { ticks - $0 } ?? lastStep
            lastTicks = ticks
        }
        guard let waiting else { return }
        let duration = waiting.duration ?? nominalDuration ?? lastStep ?? encoder.timeBase.denominator / 25
        try write(waiting.packets, at: waiting.ticks, duration: duration, to: muxer)
    }

    private func encode(
        _ picture: RecordedPicture, at ticks: Int64, asKeyFrame: Bool, _ overlay: inout SnippetOverlay,
        _ statistics: inout RecordingStatistics
    ) throws -> [Packet] {
        let clock = ContinuousClock()
        let begin = clock.now
        try converter.draw(picture.frame, pixelAspect: picture.frame.displayedPixelAspect)
        let converted = clock.now
        try overlay.paint(on: converter.canvas)
        let painted = clock.now
        let packets = try encoder.encode(converter.canvas, at: ticks, asKeyFrame: asKeyFrame)
        statistics.conversionTime += converted - begin
        statistics.overlayTime += painted - converted
        statistics.encodingTime += clock.now - painted
        statistics.pictures += 1
        if converter.canvas.isScaled { statistics.scaledPictures += 1 }
        return packets
    }

    private func write(_ packets: [Packet], at ticks: Int64, duration: Int64, to muxer: Muxer) throws {
        for packet in packets {
            try muxer.write(packet, track: track, at: ticks, duration: duration, timeBase: encoder.timeBase)
        }
    }

    private func duration(of frame: VideoFrame) -> Int64? {
        let ticks = frame.duration.rescaled(to: encoder.timeBase).ticks
        return ticks > 0 ? ticks : nil
    }
}
