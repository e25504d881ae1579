import Foundation
import Network
import Synchronization
import Testing

@testable import Bundles

struct HashedFileTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test func `a file is hashed as it stands on the disk, whatever the pieces`() throws {
        let file = try HashedFile(path: folder("file"))
        for size in [0, 1, 64, 1000, 1 << 20, 7] {
            try [UInt8](repeating: UInt8(size % 251), count: size).withUnsafeBytes { try file.write($0) }
        }
        try file.finish()
        let content = file.content()
        let written = try Data(contentsOf: URL(filePath: folder("file")))
        #expect(content.bytes == written.count && written.count == 1072 + (1 << 20))
        #expect(content.sha256 == SHA256.digest(of: written))
        #expect(try SHA256.digest(ofFile: folder("file")) == (content.sha256, content.bytes))
    }

    @Test func `a disk that is full ends the writing with its reason`() throws {
        try FileManager.default.createSymbolicLink(
            atPath: folder("file.partial"), withDestinationPath: "/dev/full")
        let file = try HashedFile(path: folder("file"))
        let error = try #require(throws: CheckpointError.self) {
            try [UInt8](repeating: 1, count: 100).withUnsafeBytes { try file.write($0) }
            try file.finish()
        }
        #expect(error.description.contains("No space left"))
        #expect(!FileManager.default.fileExists(atPath: folder("file")))
    }

    @Test func `a queue keeps the order, holds no more than it may, and does nothing after a failure`() throws {
        struct Refused: Error {}
        let seen = Mutex<[UInt8]>([])
        let queue = PieceQueue<Refused>("test", capacity: 2) { piece throws(Refused) in
            let value = piece[0]
            seen.withLock { $0.append(value) }
            if value == 3 { throw Refused() }
        }
        #expect(throws: Refused.self) {
            for value in 0..<9 as Range<UInt8> { try queue.add(Data([value])) }
            try queue.finish()
        }
        #expect(seen.withLock { $0 } == [0, 1, 2, 3])
    }
}
