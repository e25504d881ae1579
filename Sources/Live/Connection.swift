import Media
import MediaTypes
import Snippets

/// One connection to a source: what it brings, cut into snippets.
struct Connection {
    let reader: MediaReader
    private var cutter: SnippetCutter
    private let opened: ContinuousClock.Instant
    /// What is cut before the packets' arrival tells when their epoch began.
    private var held: [CutItem] = []
    /// What went wrong while it went on, to say why it ended.
    private(set) var lastFailure: FFmpegError?

    /// A step of the connection.
    struct Step {
        let items: [CutItem]
        /// The track a packet came of; nil where none did.
        let track: MediaTrack?
        let isDecoded: Bool
    }

    init(_ address: String, _ options: LiveOptions, firstEpoch: Int, interrupt: InputInterrupt) throws {
        reader = try MediaReader(address, options: options.reading, interrupt: interrupt)
        var cutting = options.cutting(reader.source)
        cutting.firstEpoch = firstEpoch
        cutter = SnippetCutter(reader.source, options: cutting)
        opened = .now
    }

    /// nil at the end of the stream.
    mutating func next() throws -> Step? {
        guard let item = try reader.next() else { return nil }
        if case .notice(.readFailed(let error)) = item.content { lastFailure = error }
        held += try cutter.add(item)
        return Step(items: isCurrent ? released() : [], track: item.content.track, isDecoded: item.content.isDecoded)
    }

    /// What is left of the seconds under way.
    mutating func finish() throws -> [CutItem] {
        held += try cutter.finish()
        return released()
    }

    /// A source that is read as fast as it comes catches up at once.
    private static let patience = Duration.seconds(2)

    private var isCurrent: Bool { reader.hasCaughtUp || ContinuousClock.now - opened >= Self.patience }

    private mutating func released() -> [CutItem] {
        defer { held = [] }
        return held
    }

    var drift: ClockDrift? { ClockDrift(video: reader.drift(of: .video), sound: reader.drift(of: .sound)) }
}

extension MediaItem.Content {
    fileprivate var track: MediaTrack? {
        switch self {
        case .pictures(_, let time): time == nil ? nil : .video
        case .sound(let packet, _): packet == nil ? nil : .sound
        case .epochBegan, .formatChanged, .notice, .progress: nil
        }
    }

    fileprivate var isDecoded: Bool {
        switch self {
        case .pictures(let batch, _): !batch.frames.isEmpty
        case .sound(_, let batch): !batch.frames.isEmpty
        case .epochBegan, .formatChanged, .notice, .progress: false
        }
    }
}
