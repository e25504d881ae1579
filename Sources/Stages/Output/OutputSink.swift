package import Pipeline

/// Records each step of a source, then says so in the events: in one thread, so that at no instant more than one second has
/// reached the video without its line. A crash costs no more.
package struct OutputSink<Destination: EventDestination & ~Copyable>: Sink, ~Copyable {
    private var video: VideoOutput
    private var events: EventOutput<Destination>
    private let overload: Overload?

    /// - Parameter overload: Learns what has been recorded; nil where nothing is ever given up.
    init(video: VideoOutput, events: consuming EventOutput<Destination>, overload: Overload?) {
        self.video = video
        self.events = events
        self.overload = overload
    }

    package mutating func consume(_ input: LinkedItem) throws {
        let item = try video.record(input)
        overload?.recorded(item)
        try events.tell(item)
    }

    package mutating func finish(_ end: StreamEnd) throws {
        guard case .drained = end else { return }
        try video.finish()
        try events.finish()
    }
}
