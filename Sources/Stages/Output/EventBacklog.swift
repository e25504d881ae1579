import Events
import MediaTypes

/// Lines that wait until their destination can be written again, oldest first, in a bounded number of bytes.
///
/// Over the bound the oldest analysed seconds are told of without what was found in them, as `dropped` for the reason
/// `backlog`: every second keeps its line.
struct EventBacklog {
    /// Bytes of waiting lines.
    static let capacity = 64 << 20

    struct Line {
        fileprivate(set) var record: EventRecord
        fileprivate(set) var wall: WallFields
        fileprivate var byteCount: Int
    }

    private(set) var lines: [Line] = []
    /// What keeps the first line from being written.
    private(set) var cause: String?
    private var byteCount = 0
    /// Lines before this one are thin already.
    private var thinned = 0
    private let capacity: Int

    init(capacity: Int = Self.capacity) {
        self.capacity = capacity
    }

    /// - Returns: seconds whose findings had to go; nil where even that made no room, and the line is not kept.
    mutating func append(_ record: EventRecord, wall: WallFields, cause: String) -> [SnippetRecord]? {
        self.cause = cause
        let size = Self.size(record, wall)
        var shortened: [SnippetRecord] = []
        while byteCount + size > capacity {
            guard let snippet = thinNext() else { return nil }
            shortened.append(snippet)
        }
        lines.append(Line(record: record, wall: wall, byteCount: size))
        byteCount += size
        return shortened
    }

    /// Forgets the first lines, which have been written.
    mutating func removeFirst(_ count: Int) {
        byteCount -= lines.prefix(count).reduce(0) { $0 + $1.byteCount }
        lines.removeFirst(count)
        thinned = max(0, thinned - count)
        if lines.isEmpty { cause = nil }
    }

    /// Makes the oldest line that can be made shorter so, and returns what it was.
    private mutating func thinNext() -> SnippetRecord? {
        while thinned < lines.count {
            defer { thinned += 1 }
            guard case .snippet(let snippet) = lines[thinned].record, snippet.state == .analysed else { continue }
            lines[thinned].record = .snippet(snippet.withoutFindings)
            lines[thinned].wall.latency = []
            let size = Self.size(lines[thinned].record, lines[thinned].wall)
            byteCount -= lines[thinned].byteCount - size
            lines[thinned].byteCount = size
            return snippet
        }
        return nil
    }

    private static func size(_ record: EventRecord, _ wall: WallFields) -> Int {
        EventLine(sourceID: "", seq: 1, record: record, wall: wall).bytes.count
    }
}

extension SnippetRecord {
    fileprivate var withoutFindings: SnippetRecord {
        var record = self
        record.state = .dropped
        record.reason = DropReason.backlog.rawValue
        record.labels = []
        record.below = []
        record.window = nil
        return record
    }
}
