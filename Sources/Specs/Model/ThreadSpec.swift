/// Threads inside the libraries; 0 lets the library choose.
package struct ThreadSpec: Sendable, Equatable {
    /// OpenBLAS.
    package var network = 0
    /// FFmpeg's video decoder.
    package var decoder = 0
    /// libx264.
    package var encoder = 0

    package init() {}
}
