import Events
import Foundation
import MediaTypes
import Testing

@Suite struct EventLogTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func write(_ records: [EventRecord], to name: String, overwriting: Bool = false) throws -> String {
        let path = folder.path(name)
        var log = try EventLog.create(path, sourceID: "yard", overwriting: overwriting)
        for record in records { try log.append(record, wall: Examples.wall) }
        return path
    }

    @Test func `lines are appended in order, numbered from 1`() throws {
        let path = try write(Examples.records.map(\.record), to: "a.jsonl")
        var reader = try EventReader(path: path)
        var read: [String] = []
        while let line = try reader.next() { read.append(line.text) }
        #expect(read == Examples.lines.map(\.text))
        #expect(reader.tornBytes == 0)
    }

    @Test func `a file that exists is refused and left as it is`() throws {
        let path = try folder.write("precious\n", to: "a.jsonl")
        #expect(throws: EventError.exists(path: path)) { _ = try EventLog.create(path, sourceID: "yard") }
        #expect(try folder.text("a.jsonl") == "precious\n")
    }

    @Test func `an existing file is replaced when asked for`() throws {
        try folder.write("old\nold\n", to: "a.jsonl")
        _ = try write([.heartbeat(HeartbeatRecord(epoch: 0, end: .zero))], to: "a.jsonl", overwriting: true)
        #expect(try folder.text("a.jsonl").split(separator: "\n").count == 1)
        #expect(try !folder.text("a.jsonl").contains("old"))
    }

    @Test func `a second writer is refused without harm to the first`() throws {
        let path = folder.path("a.jsonl")
        var log = try EventLog.create(path, sourceID: "yard")
        try log.append(.start(Examples.start))
        #expect(throws: EventError.locked(path: path)) {
            _ = try EventLog.create(path, sourceID: "yard", overwriting: true)
        }
        try log.append(.stop(Examples.stop))
        #expect(try folder.text("a.jsonl").split(separator: "\n").count == 2)
    }

    @Test func `a folder that does not exist is named`() {
        let path = folder.path("missing/a.jsonl")
        #expect {
            _ = try EventLog.create(path, sourceID: "yard")
        } throws: { error in
            "\(error)" == "cannot open \(path): No such file or directory"
        }
    }

    @Test func `a device that takes nothing is an error`() {
        #expect {
            var log = try EventLog.create("/dev/full", sourceID: "yard")
            try log.append(.stop(Examples.stop))
        } throws: { error in
            "\(error)" == "cannot write /dev/full: No space left on device"
        }
    }

    @Test func `a pipe nobody reads holds up nobody, and gets every line once it is read`() throws {
        let path = folder.path("pipe")
        try #require(mkfifo(path, 0o600) == 0)
        let reading = open(path, O_RDONLY | O_NONBLOCK)
        defer { close(reading) }
        var log = try EventLog.create(path, sourceID: "yard", waitsForReader: false)
        var waiting: [EventRecord] = []
        for _ in 0..<2_000 {
            do {
                try log.append(.start(Examples.start), wall: Examples.wall)
            } catch {
                guard case .unread = error else { throw error }
                waiting.append(.start(Examples.start))
            }
        }
        try #require(!waiting.isEmpty, "the pipe was full")
        var text = readAll(reading)
        while !waiting.isEmpty {
            do { try log.append(waiting[0], wall: Examples.wall) } catch EventError.unread {
                text += readAll(reading)
                continue
            }
            waiting.removeFirst()
        }
        while try !log.catchUp() { text += readAll(reading) }
        text += readAll(reading)
        let numbers = try text.split(separator: UInt8(ascii: "\n")).map { line in
            let object = try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any]
            return try #require(object?["seq"] as? Int)
        }
        #expect(numbers == Array(1...2_000))
    }

    private func readAll(_ descriptor: Int32) -> [UInt8] {
        var text: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while case let count = read(descriptor, &buffer, buffer.count), count > 0 { text += buffer.prefix(count) }
        return text
    }

    /// In a process of its own, as the limit holds for all files of a process.
    @Test func `a disk that fills up inside a line leaves no part of it and costs no number`() async {
        await #expect(processExitsWith: .success) {
            let folder = try TemporaryFolder()
            let path = folder.path("a.jsonl")
            var log = try EventLog.create(path, sourceID: "yard")
            try log.append(.start(Examples.start))
            let whole = try folder.text("a.jsonl")
            signal(SIGXFSZ, SIG_IGN)
            var limit = rlimit(rlim_cur: rlim_t(whole.utf8.count + 100), rlim_max: .max)
            #expect(setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)
            #expect(throws: EventError.self) { try log.append(.stop(Examples.stop)) }
            #expect(try folder.text("a.jsonl") == whole)
            limit.rlim_cur = .max
            #expect(setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)
            #expect(try log.append(.stop(Examples.stop)).seq == 2)
        }
    }
}
