/// Outputs of a source that is many files: a folder or a pattern.
package struct ArchiveSpec: Sendable, Equatable {
    /// Where each file's outputs go, named after it; nil: the source is one.
    package var folder: String?
    package var writesVideo = true

    package init() {}
}
