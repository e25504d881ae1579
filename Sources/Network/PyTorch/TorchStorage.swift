/// A stretch of memory that tensors share: its name in the archive, and what its elements are.
struct TorchStorage: Sendable, Equatable {
    let key: String
    /// Elements to skip, where it is a view of the storage of that name.
    let start: Int
    let count: Int
    /// The type tensors have unless they say otherwise; nil for raw bytes.
    let type: ElementType?

    /// What PyTorch writes in place of a storage: `("storage", class, key, device, count)`, and in the format before 1.6
    /// also a view `(key, start, count)`, or nothing.
    ///
    /// - Returns: nil where the value is something else.
    init?(_ identity: PickleValue, heap: PickleHeap) {
        guard let parts = heap.elements(identity), (5...6).contains(parts.count), parts[0] == .string("storage"),
            let name = heap.name(parts[1]), case .string(let key) = parts[2], case .int(let count) = parts[4],
            count >= 0
        else { return nil }
        guard let type = Self.types[name] ?? (Self.untyped.contains(name) ? .some(nil) : nil) else { return nil }
        var start = 0
        if parts.count == 6, let view = heap.elements(parts[5]) {
            guard view.count == 3, case .int(let offset) = view[1], offset >= 0 else { return nil }
            start = offset
        }
        self.key = key
        self.start = start
        self.count = count
        self.type = type
    }

    private static let untyped: Set<String> = ["torch.storage.UntypedStorage", "torch.UntypedStorage"]

    private static let types: [String: ElementType?] = [
        "torch.FloatStorage": .float32, "torch.HalfStorage": .float16, "torch.BFloat16Storage": .bfloat16,
        "torch.DoubleStorage": .float64, "torch.LongStorage": .int64, "torch.IntStorage": .int32,
        "torch.ShortStorage": .int16, "torch.CharStorage": .int8, "torch.ByteStorage": .uint8,
        "torch.BoolStorage": .bool,
    ]
}
