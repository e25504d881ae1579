import Events
import Stages

/// Event lines as people read them, on the standard output.
struct PrintedEvents: EventDestination {
    private let sourceID: String
    private var formatter = EventFormatter(isColored: StandardOutput.isColored)
    private var seq = 1

    init(sourceID: String) {
        self.sourceID = sourceID
    }

    mutating func write(_ record: EventRecord, wall: WallFields) throws {
        defer { seq += 1 }
        guard let text = formatter.text(for: EventLine(sourceID: sourceID, seq: seq, record: record, wall: wall)) else {
            return
        }
        _ = try StandardOutput.write(line: text.utf8)
    }
}

/// For a run that only writes the video.
struct NoEvents: EventDestination {
    mutating func write(_ record: EventRecord, wall: WallFields) throws {}
}
