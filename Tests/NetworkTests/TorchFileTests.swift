import Foundation
import Testing

@testable import Network

/// Files that PyTorch 2.15 wrote by `Tests/Tools/torch-fixtures.py`, against the same tensors in safetensors.
struct TorchFileTests {
    private func fixture(_ name: String) throws -> String {
        try #require(Bundle.module.path(forResource: "Fixtures/" + name, ofType: nil))
    }

    @Test(arguments: [
        ("kinds.pth", "kinds"), ("legacy.pth", "kinds"), ("unsigned.pth", "unsigned"), ("trained.pth", "trained"),
        ("traced.pt", "traced"), ("scripted.pt", "traced"),
    ])
    func `every tensor has the name, type, shape and bytes that PyTorch gave it`(file: String, same: String) throws {
        let found = try WeightFormat.open(fixture(file))
        let expected = try WeightFormat.open(fixture(same + ".safetensors"))
        #expect(found is TorchFile && expected is SafetensorsFile)
        #expect(found.keys == expected.keys)
        for key in expected.keys {
            #expect(try found.shape(of: key) == expected.shape(of: key), "\(key)")
            #expect(try found.type(of: key) == expected.type(of: key), "\(key)")
            let (left, right) = (
                try found.withBytes(of: key) { Data($0) }, try expected.withBytes(of: key) { Data($0) }
            )
            #expect(left == right, "\(key)")
        }
    }

    @Test func `what stands beside the weights is told apart`() throws {
        let file = try TorchFile(path: fixture("trained.pth"))
        #expect(file.beside.count == 12)
        #expect(file.beside.contains("optimizer.state.0.exp_avg"))
        #expect(try TorchFile(path: fixture("kinds.pth")).beside.isEmpty)
    }

    @Test func `an ordered tensor lends the mapped file, not a copy`() throws {
        let file = try TorchFile(path: fixture("kinds.pth"))
        let whole = try file.withBytes(of: "base") { ($0.baseAddress, $0.count) }
        let rows = try file.withBytes(of: "rows") { ($0.baseAddress, $0.count) }
        #expect(whole.0.map { $0 + 2 * 8 * 4 } == rows.0 && rows.1 == 3 * 8 * 4)
    }

    @Test func `a named pipe is refused, not waited for`() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "earshot-\(UUID().uuidString)").path
        defer { unlink(path) }
        try #require(mkfifo(path, 0o600) == 0)
        let error = try #require(throws: CheckpointError.self) { try WeightFormat.open(path) }
        #expect(error.description.contains("not a regular file"))
    }

    @Test func `a file of neither format is told so`() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "earshot-\(UUID().uuidString)").path
        defer { unlink(path) }
        try Data("# A page of text".utf8).write(to: URL(filePath: path))
        let error = try #require(throws: CheckpointError.self) { try WeightFormat.open(path) }
        #expect(error.description.contains("neither a checkpoint of PyTorch nor safetensors"))
    }
}
