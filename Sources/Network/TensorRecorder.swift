import Synchronization
package import Tensors

/// Keeps what a probe is offered; tensors that come once per snippet are joined along their leading dimension.
package final class TensorRecorder: Sendable {
    private let isWanted: @Sendable (String) -> Bool
    private let parts = Mutex<[String: [Tensor]]>([:])

    /// - Parameter isWanted: Which names to keep.
    package init(where isWanted: @escaping @Sendable (String) -> Bool = { _ in true }) {
        self.isWanted = isWanted
    }

    package var probe: TensorProbe {
        TensorProbe { name, isConstant, tensor in
            guard self.isWanted(name) else { return }
            let tensor = tensor()
            self.parts.withLock { $0[name] = isConstant ? [tensor] : ($0[name] ?? []) + [tensor] }
        }
    }

    /// The tensors by name.
    package var tensors: [String: Tensor] {
        parts.withLock { $0.mapValues { $0.count == 1 ? $0[0] : Tensor.concatenated($0) } }
    }
}
