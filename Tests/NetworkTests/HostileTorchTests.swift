import Foundation
import TestSupport
import Testing

@testable import Network

/// Files made to do harm, each refused for its own reason.
struct HostileTorchTests {
    /// What is said against an archive of this pickle.
    private func complaint(_ pickle: PickleBuilder, storages: [String: Data] = ["0": Data(count: 16)]) throws -> String
    {
        try complaint(TorchBuilder.archive(pickle: pickle.finished, storages: storages).data)
    }

    private func complaint(_ file: Data) throws -> String {
        let path = FileManager.default.temporaryDirectory.appending(path: "earshot-\(UUID().uuidString).pth").path
        defer { unlink(path) }
        try file.write(to: URL(filePath: path))
        return try #require(throws: CheckpointError.self) {
            let file = try TorchFile(path: path)
            for key in file.keys { try file.withBytes(of: key) { _ in } }
        }.description
    }

    private func pickle(_ build: (inout PickleBuilder) -> Void) -> PickleBuilder {
        var pickle = PickleBuilder()
        build(&pickle)
        return pickle
    }

    private func described(
        type: String = "FloatStorage", count: Int = 4, offset: Int = 0, shape: [Int] = [4], strides: [Int] = [1]
    ) -> PickleBuilder {
        pickle {
            $0.add("}")
            $0.text("w")
            $0.tensor(storage: "0", type: type, count: count, offset: offset, shape: shape, strides: strides)
            $0.add("s")
        }
    }

    @Test func `a tensor that is as it should be is read`() throws {
        let file = TorchBuilder.archive(pickle: described().finished, storages: ["0": Data(count: 16)]).data
        let path = FileManager.default.temporaryDirectory.appending(path: "earshot-\(UUID().uuidString).pth").path
        defer { unlink(path) }
        try file.write(to: URL(filePath: path))
        #expect(try TorchFile(path: path).withBytes(of: "w") { $0.count } == 16)
    }

    @Test(arguments: [
        ([-1], [1]), ([4], [-1]), ([5], [1]), ([4], [2]), ([4, 4], [1]), ([Int.max, Int.max], [0, 0]),
        ([Int.max], [Int.max]), ([2, 1 << 62], [1, 0]),
    ])
    func `a tensor that no storage can hold is refused by its name`(shape: [Int], strides: [Int]) throws {
        let message = try complaint(described(shape: shape, strides: strides))
        #expect(message.hasPrefix("tensor 'w' of "))
    }

    @Test func `a number that is repeated to more than the file has is refused before there is room for it`() throws {
        let message = try complaint(described(shape: [1 << 20, 1 << 20], strides: [0, 0]))
        #expect(message.contains("more bytes than the file has"))
    }

    @Test(arguments: [Int.min, -1, 1, Int.max])
    func `a tensor that begins outside its storage is refused`(offset: Int) throws {
        #expect(try complaint(described(offset: offset)).hasPrefix("tensor 'w' of "))
    }

    @Test(arguments: ["DoubleStorage", "LongStorage"])
    func `elements larger than the storage has room for are refused`(type: String) throws {
        #expect(try complaint(described(type: type)).contains("reaches beyond its storage"))
    }

    @Test(arguments: ["QInt8Storage", "os.system", "ComplexFloatStorage"])
    func `elements of a type that is not known are refused`(type: String) throws {
        #expect(try complaint(described(type: type)).contains("of a type that is not read"))
    }

    @Test func `code is neither looked up nor called`() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "earshot-\(UUID().uuidString)").path
        let call = pickle {
            $0.add("cos\nsystem\n(")
            $0.text("touch \(path)")
            $0.add("tR")
        }
        let root = try Unpickler.read(of: call.finished).root
        #expect(root == .object(0))
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func `what contains itself is refused`() throws {
        let list = pickle { $0.add("]q\u{0}h\u{0}a") }
        #expect(try complaint(list).contains("contains itself"))
        let dictionary = pickle {
            $0.add("}q\u{0}")
            $0.text("a")
            $0.add("h\u{0}s")
        }
        #expect(try complaint(dictionary).contains("contains itself"))
    }

    @Test func `nesting is bounded, and lists of lists of lists need no time to be let go of`() throws {
        #expect(
            try complaint(
                pickle { $0.add(String(repeating: "]", count: 500_000) + String(repeating: "a", count: 499_999)) }
            ).contains("nested too deeply"))
    }

    @Test func `pairs that double at every step end in an error, not in memory`() throws {
        let doubling = pickle {
            $0.add("]")
            for step in 0..<60 { $0.add([0x71, UInt8(step), 0x68, UInt8(step), 0x86]) }
        }
        #expect(try complaint(doubling).contains("nested too deeply"))
    }

    @Test func `an ordered dictionary made of the same pairs again and again is refused`() throws {
        let bomb = pickle {
            $0.add("](")
            for _ in 0..<10_000 { $0.add("NN\u{86}".unicodeScalars.map { UInt8($0.value) }) }
            $0.add("e\u{85}q\u{0}0ccollections\nOrderedDict\nq\u{1}0".unicodeScalars.map { UInt8($0.value) })
            for _ in 0..<10_000 { $0.add("h\u{1}h\u{0}R") }
        }
        #expect(try complaint(bomb).contains("operations"))
    }

    @Test(arguments: [
        ("\u{8b}\u{ff}\u{ff}\u{ff}\u{ff}", "ends too early"), ("T\u{ff}\u{ff}\u{ff}\u{ff}", "ends too early"),
        ("\u{8e}\u{ff}\u{ff}\u{ff}\u{ff}\u{ff}\u{ff}\u{ff}\u{ff}", "ends too early"),
        ("X\u{ff}\u{ff}\u{ff}\u{7f}", "ends too early"),
        ("h\u{7}", "never remembered"), ("p-1\n", "remembers"), ("0", "empty stack"), ("(0", "empty stack"),
        ("t", "lacks a mark"),
        ("Na", "empty stack"), ("NNa", "no list"), ("](Nu", "without a value"), ("\u{82}\u{1}", "operation 130"),
        ("\u{80}\u{9}", "protocol 9"),
        ("X\u{1}\u{0}\u{0}\u{0}\u{ff}", "no UTF-8"), ("cos", "inside a line"), ("NN\u{93}", "no text"),
    ])
    func `an operation that cannot be done is refused`(operations: String, problem: String) throws {
        let pickle = pickle { $0.add(operations.unicodeScalars.map { UInt8($0.value) }) }
        #expect(try complaint(pickle).contains(problem))
    }
}

extension Unpickler {
    fileprivate static func read(of pickle: Data) throws -> Result {
        try pickle.withUnsafeBytes { try read($0, range: 0..<$0.count, source: "pickle") }
    }
}
