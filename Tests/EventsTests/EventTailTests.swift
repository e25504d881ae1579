import Events
import Foundation
import Testing

@Suite struct EventTailTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Everything there is to read now, notices in brackets.
    private func read(_ tail: inout EventTail) throws -> [String] {
        var texts: [String] = []
        while true {
            switch try tail.next() {
            case .line(let bytes): texts.append(String(decoding: bytes, as: UTF8.self))
            case .notice(let text): texts.append("[\(text.split(separator: "/").last ?? "")]")
            case .waiting: return texts
            }
        }
    }

    private func append(_ text: String) throws {
        let handle = try #require(FileHandle(forWritingAtPath: folder.path("a")))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data(text.utf8))
    }

    @Test func `lines are given as they come, a line in the making not before its end`() throws {
        var tail = try EventTail(path: try folder.write("one\ntw", to: "a"))
        #expect(try read(&tail) == ["one"])
        try append("o\nthree\n")
        #expect(try read(&tail) == ["two", "three"])
        #expect(try read(&tail) == [])
    }

    @Test func `a renamed file is read to its end and its successor from its beginning`() throws {
        var tail = try EventTail(path: try folder.write("one\n", to: "a"))
        #expect(try read(&tail) == ["one"])
        try append("two\n")
        try FileManager.default.moveItem(atPath: folder.path("a"), toPath: folder.path("a.1"))
        #expect(try read(&tail) == ["two"])
        try folder.write("three\n", to: "a")
        #expect(try read(&tail) == ["[a begins anew]", "three"])
    }

    @Test func `after a cut only the lines that are new are given`() throws {
        var tail = try EventTail(path: try folder.write("one\ntwo\nthree\nfour\n", to: "a"))
        #expect(try read(&tail).count == 4)
        try FileHandle(forWritingTo: URL(fileURLWithPath: folder.path("a"))).truncate(atOffset: 8)
        #expect(try read(&tail) == ["[a was cut]"])
        try append("drei\nvier\nfive\n")
        #expect(try read(&tail) == ["drei", "vier", "five"])
    }

    @Test func `a torn line that is cut off and replaced is never joined to what follows`() throws {
        var tail = try EventTail(path: try folder.write("one\ntorn", to: "a"))
        #expect(try read(&tail) == ["one"])
        try FileHandle(forWritingTo: URL(fileURLWithPath: folder.path("a"))).truncate(atOffset: 4)
        try append("a longer line\n")
        #expect(try read(&tail) == ["a longer line"])
    }

    @Test func `a file emptied and written anew is read from its beginning`() throws {
        var tail = try EventTail(path: try folder.write("one\ntwo\n", to: "a"))
        #expect(try read(&tail) == ["one", "two"])
        try FileHandle(forWritingTo: URL(fileURLWithPath: folder.path("a"))).truncate(atOffset: 0)
        #expect(try read(&tail) == ["[a was cut]"])
        try append("three\n")
        #expect(try read(&tail) == ["three"])
    }

    @Test func `the cut of a very long file is found again too`() throws {
        let lines = (0..<25_000).map { "\($0)\n" }
        var tail = try EventTail(path: try folder.write(lines.joined(), to: "a"))
        #expect(try read(&tail).count == 25_000)
        let kept = lines[..<24_990].joined().utf8.count
        try FileHandle(forWritingTo: URL(fileURLWithPath: folder.path("a"))).truncate(atOffset: UInt64(kept))
        try append("new\n")
        #expect(try read(&tail) == ["[a was cut]", "new"])
    }
}
