package import MediaTypes

/// Pictures that wait to be written, and how long the encoder takes over them.
package struct EncoderBacklog: Sendable {
    /// How fast the time of a picture follows: one part in this many is the newest second.
    private static let memory = 8.0

    private var waiting: [(key: SnippetKey, pictures: Int)] = []
    private var pictureTime = Duration.zero
    private var picturesOfSecond = 0

    package init() {}

    package mutating func add(_ key: SnippetKey, pictures: Int) {
        waiting.append((key, pictures))
        picturesOfSecond = max(picturesOfSecond, pictures)
    }

    /// Every snippet up to `key` has been written, the last of them in `time`.
    package mutating func finish(through key: SnippetKey, pictures: Int, taking time: Duration) {
        waiting.removeAll { $0.key <= key }
        guard pictures > 0 else { return }
        let newest = time / pictures
        pictureTime = pictureTime == .zero ? newest : pictureTime + (newest - pictureTime) / Self.memory
    }

    /// How long all that waits takes.
    package var wait: Duration { pictureTime * waiting.reduce(0) { $0 + $1.pictures } }

    /// Seconds of work for a second with all its pictures; nil before any was written.
    package var pace: Double? {
        pictureTime == .zero ? nil : pictureTime * picturesOfSecond / .seconds(1)
    }
}
