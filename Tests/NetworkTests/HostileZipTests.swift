import Foundation
import TestSupport
import Testing

@testable import Network

/// Archives that are not what they say, each refused for its own reason.
struct HostileZipTests {
    private let archive: ZipBuilder = {
        var pickle = PickleBuilder()
        pickle.add("}")
        pickle.text("w")
        pickle.tensor(storage: "0", count: 4, shape: [4], strides: [1])
        pickle.add("s")
        return TorchBuilder.archive(pickle: pickle.finished, storages: ["0": Data(count: 16)])
    }()

    private func complaint(_ change: (inout ZipBuilder) -> Void) throws -> String {
        var archive = archive
        change(&archive)
        let path = FileManager.default.temporaryDirectory.appending(path: "earshot-\(UUID().uuidString).pth").path
        defer { unlink(path) }
        try archive.data.write(to: URL(filePath: path))
        return try #require(throws: CheckpointError.self) {
            let file = try TorchFile(path: path)
            for key in file.keys { try file.withBytes(of: key) { _ in } }
        }.description
    }

    @Test(arguments: ["../../etc/passwd", "/etc/passwd", "archive/../../x", "a\\b", "a\u{0}b"])
    func `a name that leads elsewhere is refused`(name: String) throws {
        #expect(try complaint { $0.entries.append(.init(name, Data())) }.contains("no checkpoint uses"))
    }

    @Test func `entries that share bytes are refused`() throws {
        let message = try complaint {
            $0.entries[2].content = $0.entries[1].content
            $0.entries[2].name = $0.entries[1].name + "/"
            $0.entries[2].name.removeLast()
            $0.entries[2].offset = UInt32($0.entries[0].content.count + 30 + $0.entries[0].name.utf8.count)
        }
        #expect(message.contains("twice") || message.contains("overlaps"))
    }

    @Test func `two entries of one name are refused`() throws {
        #expect(try complaint { $0.entries.append($0.entries[2]) }.contains("is there twice"))
    }

    @Test func `an entry that reaches beyond the file is refused`() throws {
        #expect(try complaint { $0.entries[2].size = 1 << 30 }.contains("beyond the end"))
        #expect(try complaint { $0.entries[2].offset = 1 << 30 }.contains("header of entry"))
    }

    @Test func `a table of contents that claims more entries than it has is refused`() throws {
        #expect(try complaint { $0.count = 60_000 }.contains("damaged"))
    }

    @Test func `what is compressed or encrypted is refused`() throws {
        #expect(try complaint { $0.entries[0].method = 8 }.contains("compressed"))
        #expect(try complaint { $0.entries[2].method = 8 }.contains("lacks its storage"))
        #expect(try complaint { $0.entries[0].flags = 1 }.contains("encrypted"))
        #expect(try complaint { $0.entries[0].method = 99 }.contains("header of entry"))
    }

    @Test func `a changed byte is found by the checksum, in the pickle and in the weights`() throws {
        #expect(try complaint { $0.entries[0].crc = 1 }.contains("checksum of 'archive/data.pkl'"))
        #expect(try complaint { $0.entries[2].crc = 1 }.contains("checksum of 'data/0'"))
    }

    @Test func `an archive of something else is told from a checkpoint`() throws {
        #expect(try complaint { $0.entries[0].name = "archive/model.json" }.contains("no data.pkl"))
        #expect(try complaint { $0.entries.append(.init("other/data.pkl", Data())) }.contains("no data.pkl"))
        #expect(try complaint { $0.entries[1].content = Data("big".utf8) }.contains("big-endian"))
    }

    @Test func `a file of the time before PyTorch 0.1.10 is refused with what to type`() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "earshot-\(UUID().uuidString).pth").path
        defer { unlink(path) }
        var tar = Data("storages".utf8) + Data(count: 249)
        tar += Data("ustar".utf8) + Data(count: 250)
        try tar.write(to: URL(filePath: path))
        let error = #expect(throws: CheckpointError.self) { try WeightFormat.open(path) }
        #expect(try #require(error).description.contains("torch.save(torch.load("))
    }
}
