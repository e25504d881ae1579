extension UnsafeBufferPointer<Float> {
    /// The address of element `index`; zero-length tensors have an address too.
    func base(at index: Int) -> UnsafePointer<Float> {
        guard let baseAddress else { preconditionFailure("tensor memory always has an address") }
        return baseAddress + index
    }
}

extension UnsafeMutableBufferPointer<Float> {
    /// The address of element `index`; zero-length tensors have an address too.
    func base(at index: Int) -> UnsafeMutablePointer<Float> {
        guard let baseAddress else { preconditionFailure("tensor memory always has an address") }
        return baseAddress + index
    }
}
