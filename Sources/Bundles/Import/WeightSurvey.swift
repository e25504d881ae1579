import Foundation
import Network
import Synchronization
import Tensors

/// Stands in for the weights of an import while the network is built once over zeros: finds all missing and misshapen
/// tensors at once, reading none.
final class WeightSurvey: TensorSource {
    let name = "the given files"
    private let shapes: [String: [Int]]
    private let problems = Mutex<[String]>([])

    init(shapes: [String: [Int]]) {
        self.shapes = shapes
    }

    var keys: [String] { shapes.keys.sorted() }

    /// One line for every tensor that is missing or has another shape than the network needs, in the network's order.
    var complaints: [String] { problems.withLock { $0 } }

    func shape(of key: String) -> [Int]? { shapes[key] }

    func tensor(_ key: String) throws(CheckpointError) -> Tensor {
        guard let shape = shapes[key] else { throw CheckpointError(source: name, key: key, problem: .missing) }
        return try zeros(shape, key)
    }

    func tensor(_ key: String, shape: [Int]) throws(CheckpointError) -> Tensor {
        if let found = shapes[key] {
            if found != shape { complain("'\(key)' has shape \(found), the network needs \(shape)") }
        } else {
            complain("'\(key)' \(shape) is missing")
        }
        return try zeros(shape, key)
    }

    private func complain(_ text: String) { problems.withLock { $0.append(text) } }

    private func zeros(_ shape: [Int], _ key: String) throws(CheckpointError) -> Tensor {
        guard let memory = ZeroMemory(count: shape.reduce(1, *)) else {
            throw CheckpointError(source: name, key: key, problem: .unreadable(reason: "no room for shape \(shape)"))
        }
        return Tensor(shape: shape, borrowing: memory.base, from: memory)
    }
}

/// Zeros that take no memory until they are written, which nobody does.
///
/// `@unchecked Sendable`: mapped read-only.
private final class ZeroMemory: @unchecked Sendable {
    let base: UnsafePointer<Float>
    private let bytes: Int

    init?(count: Int) {
        bytes = max(1, count) * MemoryLayout<Float>.size
        let address = mmap(nil, bytes, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
        guard let address, address != MAP_FAILED else { return nil }
        base = UnsafePointer(address.assumingMemoryBound(to: Float.self))
    }

    deinit { munmap(UnsafeMutableRawPointer(mutating: base), bytes) }
}
