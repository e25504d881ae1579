import Tensors

/// The pixels that each query's attention may not see: those where its current mask is negative (Spec §5).
struct BlockedPixels: Sendable {
    /// Row-major `[Q, pixels]`, 1 is blocked.
    let bytes: [UInt8]
    let pixels: Int

    /// - Parameter bytes: Row-major `[Q, pixels]`, 1 is blocked.
    init(bytes: [UInt8], pixels: Int) {
        self.bytes = bytes
        self.pixels = pixels
    }

    /// - Parameter logits: Mask logits at the level's size, `[Q, pixels]`.
    init(logits: Tensor) {
        pixels = logits.shape[1]
        bytes = logits.withUnsafeBuffer { $0.map { $0 < 0 ? 1 : 0 } }
    }

    /// The bytes as numbers, `[1, Q, pixels]`.
    var tensor: Tensor { Tensor(shape: [1, bytes.count / pixels, pixels], bytes.map { Float($0) }) }

    /// Queries all of whose pixels are blocked.
    var blindQueries: [Int] {
        bytes.withUnsafeBufferPointer { bytes in
            (0..<bytes.count / pixels).filter { query in
                !bytes[query * pixels..<(query + 1) * pixels].contains(0)
            }
        }
    }

    /// The mask for attention; a query that would see nothing sees everything.
    var mask: AttentionMask {
        var open = bytes
        for query in blindQueries {
            for index in query * pixels..<(query + 1) * pixels { open[index] = 0 }
        }
        return .blocked(open)
    }
}
