/// Who follows an import. All of it is called on the thread that imports.
package struct ImportMonitor {
    /// Bytes of weights that are copied, and of how many.
    package var progress: (_ done: Int, _ total: Int) -> Void
    /// Asked some times a second whether to stop.
    package var isStopped: () -> Bool

    package init(
        progress: @escaping (Int, Int) -> Void = { _, _ in }, isStopped: @escaping () -> Bool = { false }
    ) {
        self.progress = progress
        self.isStopped = isStopped
    }

    /// - Throws: `BundleError.stopped` where it is to stop.
    func requireWanted() throws(BundleError) {
        guard !isStopped() else { throw .stopped }
    }
}
