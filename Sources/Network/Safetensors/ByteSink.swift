/// Takes the bytes of a file, front to back.
package protocol ByteSink {
    /// Takes the next bytes, which are lent for the length of the call.
    func write(_ bytes: UnsafeRawBufferPointer) throws(CheckpointError)

    /// Puts the complete file in its place.
    func finish() throws(CheckpointError)
}
