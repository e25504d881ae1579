import Tensors
import Testing

@testable import Network

struct CheckpointTests {
    private let source = TableOfTensors(tensors: [
        "head.linear.weight": Tensor(shape: [2, 3], [1, 2, 3, 4, 5, 6]),
        "head.linear.bias": Tensor(shape: [2], [10, 20]), "head.unused": Tensor(shape: [1]),
    ])

    @Test("Layers walk the dotted names and compute with what they find")
    func scopes() throws {
        let checkpoint = Checkpoint(source: source)
        let layer = try Linear(checkpoint.root["head"]["linear"], in: 3, out: 2)
        #expect(layer(Tensor(shape: [3], [1, 0, -1])).elements == [8, 18])
    }

    @Test("A missing tensor is reported with its full name")
    func missing() {
        let scope = Checkpoint(source: source).root["head.other"]
        #expect(throws: CheckpointError(source: "table", key: "head.other.weight", problem: .missing)) {
            try LayerNorm(scope, channels: 3)
        }
    }

    @Test("A tensor of another shape is reported with both shapes")
    func misshapen() {
        let scope = Checkpoint(source: source).root["head"]["linear"]
        let problem = CheckpointError.Problem.shape(found: [2, 3], expected: [2, 4])
        #expect(throws: CheckpointError(source: "table", key: "head.linear.weight", problem: problem)) {
            try Linear(scope, in: 4, out: 2)
        }
    }

    @Test("Tensors nobody read are reported unless excepted")
    func unused() throws {
        let checkpoint = Checkpoint(source: source)
        _ = try Linear(checkpoint.root["head"]["linear"], in: 3, out: 2)
        #expect(throws: CheckpointError(source: "table", problem: .unused(["head.unused"]))) {
            try checkpoint.requireAllUsed()
        }
        try checkpoint.requireAllUsed { $0.hasSuffix(".unused") }
    }
}

private struct TableOfTensors: TensorSource {
    let name = "table"
    let tensors: [String: Tensor]

    var keys: [String] { tensors.keys.sorted() }

    func shape(of key: String) -> [Int]? { tensors[key]?.shape }

    func tensor(_ key: String) throws(CheckpointError) -> Tensor {
        guard let tensor = tensors[key] else { throw CheckpointError(source: name, key: key, problem: .missing) }
        return tensor
    }
}
