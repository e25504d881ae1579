import Foundation
import TestSupport
import Testing

@testable import Network

/// Files that PyTorch wrote, cut short and changed at random: each is read or refused, none does harm.
///
/// `$EARSHOT_MUTATIONS` says how many; `make test-asan` asks for ten thousand of each kind.
struct MutatedTorchTests {
    private static let mutations = Int(ProcessInfo.processInfo.environment["EARSHOT_MUTATIONS"] ?? "") ?? 1000
    private static let files = ["kinds.pth", "legacy.pth", "trained.pth", "unsigned.pth", "traced.pt", "scripted.pt"]

    private let path = FileManager.default.temporaryDirectory.appending(path: "earshot-\(UUID().uuidString).pth").path

    private func fixture(_ name: String) throws -> Data {
        let path = try #require(Bundle.module.path(forResource: "Fixtures/" + name, ofType: nil))
        return try Data(contentsOf: URL(filePath: path))
    }

    /// Reads everything that can be read.
    ///
    /// - Returns: whether nothing was wrong.
    private func isAccepted(_ file: Data) throws -> Bool {
        defer { unlink(path) }
        try file.write(to: URL(filePath: path))
        do {
            let file = try WeightFormat.open(path)
            for key in file.keys {
                let size = try file.type(of: key).size * file.shape(of: key).reduce(1, *)
                try file.withBytes(of: key) { #expect($0.count == size) }
            }
            return true
        } catch is CheckpointError {
            return false
        }
    }

    @Test(arguments: files) func `a file cut short anywhere is refused`(name: String) throws {
        let whole = try fixture(name)
        for step in 0..<200 {
            let length = whole.count * step / 200
            #expect(try !isAccepted(whole.prefix(length)), "\(length) of \(whole.count) bytes")
        }
    }

    @Test(arguments: files) func `a file changed anywhere is read or refused`(name: String) throws {
        let whole = try fixture(name)
        var random = Mutations("file " + name)
        var accepted = 0
        for _ in 0..<Self.mutations / Self.files.count { accepted += try isAccepted(random.mutant(whole)) ? 1 : 0 }
        #expect(accepted > 0, "some changes are of no consequence")
    }

    @Test(arguments: files.filter { $0 != "legacy.pth" })
    func `a pickle changed anywhere is read or refused`(name: String) throws {
        let whole = try fixture(name)
        let layout = try whole.withUnsafeBytes { try TorchLayout(archive: $0, source: name) }
        let pickle = try #require(
            try whole.withUnsafeBytes { try ZipArchive($0, source: name).entries }.first {
                $0.key.hasSuffix("/data.pkl")
            })
        let original = whole[pickle.value.bytes]
        var random = Mutations("pickle " + name)
        for _ in 0..<Self.mutations / (Self.files.count - 1) {
            let mutant = random.mutant(Data(original))
            do {
                let result = try mutant.withUnsafeBytes { try Unpickler.read($0, range: 0..<$0.count, source: name) }
                _ = try TorchTensors(result.root, heap: result.heap, storages: layout.storages, source: name)
            } catch is CheckpointError {
                continue
            }
        }
    }
}

/// Changes of bytes that are the same in every run.
struct Mutations {
    private let random: SplitMix
    private var index = 0

    init(_ name: String) {
        random = SplitMix(name)
    }

    private mutating func next(_ bound: Int) -> Int {
        index += 1
        return Int(random[index] % UInt64(bound))
    }

    /// Bytes changed, runs left out, doubled or copied to elsewhere, up to eight times.
    mutating func mutant(_ original: Data) -> Data {
        var bytes = [UInt8](original)
        for _ in 0...next(8) where bytes.count > 8 {
            let (start, length) = (next(bytes.count - 1), 1 + next(8))
            let run = start..<min(start + length, bytes.count)
            switch next(8) {
            case 0: bytes.removeSubrange(run)
            case 1: bytes.insert(contentsOf: bytes[run], at: next(bytes.count))
            case 2: for position in run { bytes[position] = 0xff }
            case 3: for position in run { bytes[position] = 0 }
            default: bytes[start] = UInt8(next(256))
            }
        }
        return Data(bytes)
    }
}
