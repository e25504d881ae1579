import Events
import Foundation
import MediaTypes
import Synchronization
import Testing

/// A log over many files reads as one.
@Suite struct RotationTests {
    private let folder: TemporaryFolder
    private static let noon = WallClock(milliseconds: 1_795_608_000_000)

    init() throws { folder = try TemporaryFolder() }

    private static let job = StartRecord(
        version: "0.1.0", source: SourceFacts(kind: .live, name: "yard"), model: Examples.start.model,
        vocabulary: "sha256:ab12", words: ["dog"], options: JSONObject())
    private static let words = VocabularyRecord(
        vocabulary: "sha256:ab12", model: Examples.start.model, words: [.init(word: "dog")], background: ["cat"])

    private static func wall(_ second: Int) -> WallFields {
        WallFields(written: WallClock(milliseconds: noon.milliseconds + Int64(second) * 1_000))
    }

    private static func second(_ index: Int, track: Int? = nil) -> EventRecord {
        var record = SnippetRecord(
            span: Examples.span(0, index, index + 1), state: .analysed,
            time: EventTime(time: WallClock(milliseconds: noon.milliseconds + Int64(index) * 1_000), origin: .arrival),
            video: VideoPosition(pts: Int64(index) * 1_000, timeBase: .milliseconds))
        if let track {
            record.labels = [LabelRecord(label: "dog", score: 0.5, sounding: 0.7, track: track, mask: Examples.mask)]
        }
        return .snippet(record)
    }

    private static let begin = EventRecord.soundBegin(
        SoundBeginRecord(track: 4, label: "dog", epoch: 0, start: MediaTime(seconds: 2), score: 0.5, sounding: 0.7))

    /// Writes a start and so many seconds; a sound begins with the third.
    private func write(_ range: Range<Int>, to log: inout RotatingLog) throws {
        for index in range {
            if index == 2 { try log.append(Self.begin, wall: Self.wall(index)) }
            try log.append(Self.second(index, track: index >= 2 ? 4 : nil), wall: Self.wall(index))
        }
    }

    private func log(_ rule: RotationRule, continuing recovery: LogRecovery? = nil) throws -> RotatingLog {
        try RotatingLog(folder.path("yard.jsonl"), sourceID: "yard", rule: rule, continuing: recovery)
    }

    private func begun(_ rule: RotationRule, seconds: Int) throws {
        var log = try log(rule)
        try log.append(.start(Self.job), wall: Self.wall(0))
        try log.append(.vocabulary(Self.words), wall: Self.wall(0))
        try write(0..<seconds, to: &log)
    }

    private var rotated: [RotatedFile] {
        get throws { try RotatedName(of: folder.path("yard.jsonl")).files() }
    }

    private func lines(_ path: String) throws -> [EventLine] {
        var reader = try EventReader(path: path)
        var lines: [EventLine] = []
        while let line = try reader.next() { lines.append(line) }
        #expect(reader.tornBytes == 0)
        return lines
    }

    private func all() throws -> [[EventLine]] {
        try (try rotated.map(\.path) + [folder.path("yard.jsonl")]).map(lines)
    }

    @Test func `files are rotated at whole multiples of the interval and named by their first line`() throws {
        try begun(RotationRule(seconds: 5), seconds: 12)
        let names = try rotated.map { URL(filePath: $0.path).lastPathComponent }
        #expect(names == ["yard.20261125T120000Z.jsonl", "yard.20261125T120005Z.jsonl"])
        let seconds = try all().map {
            $0.compactMap { if case .snippet(let record) = $0.record { record.key.index } else { nil } }
        }
        #expect(seconds == [Array(0..<5), Array(5..<10), [10, 11]])
    }

    @Test func `numbers run on over files, and every further file says what those before it come to`() throws {
        try begun(RotationRule(bytes: 1_500), seconds: 20)
        let files = try all()
        #expect(files.count > 3)
        #expect(files.joined().map(\.seq) == Array(1...files.joined().count))
        for (before, after) in zip(files, files.dropFirst()) {
            guard case .start(let start) = after.first?.record, case .vocabulary(let words) = after[1].record,
                case .snippet(let last) = before.last?.record
            else {
                Issue.record("a file begins with start and vocabulary, and ends with a whole second")
                continue
            }
            #expect(start.continuesFile && start.resumedAfter == nil && words == Self.words)
            let carried = try #require(start.carried)
            #expect(carried.end?.time == last.span.end)
            #expect(
                carried.end?.worldTime?.time.milliseconds == Self.noon.milliseconds + Int64(last.span.end.seconds)
                    * 1_000)
            #expect(carried.ledger[.analysed] == last.span.end)
            #expect(carried.videoEnd == last.span.end)
            #expect(carried.openSounds.map(\.track) == (last.key.index >= 2 ? [4] : []))
        }
    }

    @Test func `a run goes on in the file and with the sounds of one that was rotated long ago`() throws {
        try begun(RotationRule(seconds: 5), seconds: 17)
        let found = try #require(try LogRecovery.latest(folder.path("yard.jsonl")))
        #expect(found.state.nextTrack == 5)
        let sound = try #require(found.state.openSounds.first)
        #expect(
            sound.begin.start == MediaTime(seconds: 2) && sound.labelled.seconds == 15 && sound.labelled.score == 0.5)
        #expect(found.state.end?.time == MediaTime(seconds: 17))
        var again = try log(RotationRule(seconds: 5), continuing: found)
        try write(17..<21, to: &again)
        #expect(try rotated.count == 4)
        #expect(try all().joined().map(\.seq) == Array(1...all().joined().count))
    }

    @Test func `where a crash fell between the two renamings the run goes on in a new file`() throws {
        try begun(RotationRule(seconds: 5), seconds: 7)
        let path = folder.path("yard.jsonl")
        let seq = try #require(try lines(path).last).seq
        try FileManager.default.moveItem(atPath: path, toPath: folder.path("yard.20261125T120005Z.jsonl"))
        try folder.write("half a successor", to: ".yard.jsonl.next")
        let found = try #require(try LogRecovery.latest(path))
        var again = try log(RotationRule(seconds: 5), continuing: found)
        try again.append(.start(Self.job), wall: Self.wall(8))
        try write(8..<12, to: &again)
        guard case .start(let start) = try all()[2].first?.record else { throw CancellationError() }
        #expect(start.continuesFile && start.carried?.end?.time == MediaTime(seconds: 7))
        #expect(try all()[2].first?.seq == seq + 1)
        #expect(try rotated.count == 3 && !FileManager.default.fileExists(atPath: folder.path(".yard.jsonl.next")))
    }

    @Test func `a name that is taken is left to its file`() throws {
        let taken = try folder.write("precious", to: "yard.20261125T120000Z.jsonl")
        try begun(RotationRule(seconds: 5), seconds: 6)
        #expect(try String(contentsOfFile: taken, encoding: .utf8) == "precious")
        #expect(FileManager.default.fileExists(atPath: folder.path("yard.20261125T120000Z.2.jsonl")))
    }

    @Test func `a file is not rotated between what is said of a second and the second`() throws {
        var log = try log(RotationRule(seconds: 5))
        try log.append(.start(Self.job), wall: Self.wall(0))
        for index in 0..<3 { try log.append(Self.second(index), wall: Self.wall(index)) }
        try log.append(Self.begin, wall: Self.wall(4))
        try log.append(Self.second(3, track: 4), wall: Self.wall(5))
        #expect(try rotated.isEmpty)
        try log.append(Self.second(4, track: 4), wall: Self.wall(6))
        #expect(try rotated.count == 1)
    }

    @Test func `what was said of a second whose line never came is cut away when the run goes on`() throws {
        var first = try log(RotationRule())
        try first.append(.start(Self.job), wall: Self.wall(0))
        try write(0..<2, to: &first)
        try first.append(Self.begin, wall: Self.wall(2))
        let found = try #require(try LogRecovery.latest(folder.path("yard.jsonl")))
        #expect(found.removedLines == 1 && found.state.openSounds.isEmpty && found.state.nextTrack == 1)
    }

    @Test func `where the folder takes no new file lines go on in the old one and nothing is lost`() throws {
        let failures = Mutex(0), rotations = Mutex(0)
        let path = folder.path("yard.jsonl")
        var log = try RotatingLog(path, sourceID: "yard", rule: RotationRule(seconds: 5)) { result in
            switch result {
            case .success: rotations.withLock { $0 += 1 }
            case .failure: failures.withLock { $0 += 1 }
            }
        }
        try log.append(.start(Self.job), wall: Self.wall(0))
        let blocker = folder.path(".yard.jsonl.next")
        try FileManager.default.createDirectory(atPath: blocker, withIntermediateDirectories: false)
        try write(0..<9, to: &log)
        #expect(failures.withLock { $0 } == 1 && rotations.withLock { $0 } == 0)
        try FileManager.default.removeItem(atPath: blocker)
        try write(9..<10, to: &log)
        #expect(rotations.withLock { $0 } == 1)
        #expect(try all().joined().map(\.seq) == Array(1...all().joined().count))
    }

    @Test func `the names of other files are not taken for rotated ones`() throws {
        for name in [
            "yard.jsonl", "yard.20261125T120000Z.jsonl.gz", "yard2.20261125T120000Z.jsonl", "yard.20261125.jsonl",
            "yard.20261125T120000Z.1.jsonl", "yard.20261125T120000Z.02.jsonl", "yard.20261325T120000Z.jsonl",
            "yard.20261125T120000Z.2.3.jsonl", "yard.notes.jsonl",
        ] { try folder.write("x", to: name) }
        #expect(try rotated.isEmpty)
    }

    @Test func `tail gives every line of a file that is rotated under it, none twice`() throws {
        var log = try log(RotationRule(seconds: 5))
        try log.append(.start(Self.job), wall: Self.wall(0))
        var tail = try EventTail(path: folder.path("yard.jsonl"))
        var seqs: [Int] = []
        for index in 0..<23 {
            try log.append(Self.second(index), wall: Self.wall(index))
            // Read rarely, so that lines and renamings come between two readings.
            if index % 4 == 3 { seqs += try read(&tail) }
        }
        seqs += try read(&tail)
        #expect(seqs == Array(1...seqs.count))
        #expect(try seqs.count == all().joined().count)
    }

    private func read(_ tail: inout EventTail) throws -> [Int] {
        var seqs: [Int] = []
        while true {
            switch try tail.next() {
            case .line(let bytes): seqs.append(try EventLine(parsing: bytes).seq)
            case .notice: continue
            case .waiting: return seqs
            }
        }
    }
}
