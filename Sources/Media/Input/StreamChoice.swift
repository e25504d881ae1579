/// Which streams of an input are watched: at most one of pictures and one of sound.
package struct StreamChoice: Sendable, Equatable {
    package let video: StreamDescription?
    package let audio: StreamDescription?

    /// What a user may ask for.
    package enum Wish: Sendable, Hashable {
        case best
        case none
        /// The index of the stream in its container.
        case index(Int)
    }

    /// Chooses among streams that can be decoded.
    ///
    /// Best is the stream the container calls default, then the largest picture or the most channels and highest rate,
    /// then the first. Cover art is never video, whatever is asked.
    ///
    /// - Throws: `StreamChoiceError` where a wish names no stream of its kind, or nothing at all is left.
    package init(
        of streams: [StreamDescription], video: Wish = .best, audio: Wish = .best
    ) throws(StreamChoiceError) {
        self.video = try Self.choose(.video, video, of: streams) { ($0.width * $0.height, 0) }
        self.audio = try Self.choose(.audio, audio, of: streams) { ($0.channelCount, $0.sampleRate) }
        guard self.video != nil || self.audio != nil else { throw .nothingToWatch(streams) }
    }

    package init(video: StreamDescription?, audio: StreamDescription?) {
        self.video = video
        self.audio = audio
    }

    private static func choose(
        _ kind: StreamDescription.Kind, _ wish: Wish, of streams: [StreamDescription],
        quality: (StreamDescription) -> (Int, Int)
    ) throws(StreamChoiceError) -> StreamDescription? {
        switch wish {
        case .none:
            return nil
        case .index(let index):
            guard let stream = streams.first(where: { $0.index == index && $0.kind == kind && $0.isDecodable }) else {
                throw .noSuchStream(kind, index, streams)
            }
            return stream
        case .best:
            let candidates = streams.filter { $0.kind == kind && $0.isDecodable }
            return candidates.max { left, right in
                let (a, b) = (quality(left), quality(right))
                // A stream whose size or rate nobody knows has no data yet, default or not.
                let (leftKnown, rightKnown) = (a.0 > 0 ? 1 : 0, b.0 > 0 ? 1 : 0)
                let (leftDefault, rightDefault) = (left.isDefault ? 1 : 0, right.isDefault ? 1 : 0)
                return (leftKnown, leftDefault, a.0, a.1, -left.index) < (
                    rightKnown, rightDefault, b.0, b.1, -right.index
                )
            }
        }
    }
}

/// Why no streams could be chosen.
package enum StreamChoiceError: Error, Sendable, Equatable, CustomStringConvertible {
    case noSuchStream(StreamDescription.Kind, Int, [StreamDescription])
    case nothingToWatch([StreamDescription])

    package var description: String {
        switch self {
        case .noSuchStream(let kind, let index, let streams):
            "there is no decodable \(kind.rawValue) stream \(index); the input has \(Self.list(streams))"
        case .nothingToWatch(let streams):
            "the input has no decodable picture or sound; it has \(Self.list(streams))"
        }
    }

    private static func list(_ streams: [StreamDescription]) -> String {
        guard !streams.isEmpty else { return "no streams" }
        return streams.map { "\($0.index): \($0.kind.rawValue) \($0.codecName)" }.joined(separator: ", ")
    }
}
