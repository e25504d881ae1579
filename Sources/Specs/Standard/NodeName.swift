/// The nodes of the standard graph.
package enum NodeName: String, Sendable, CaseIterable {
    /// Demuxes, decodes and cuts snippets.
    case source
    case backbone
    /// Log-mel patch and VGGish.
    case sound
    /// Pairs feature maps and sound embeddings.
    case features
    /// Early fusion and pixel decoder.
    case fusion
    /// Sliding window and mask decoder.
    case window
    case naming
    /// Pairs the recording with its labels.
    case labels
    /// Links labels to sounds that last.
    case tracks
    /// Overlay, encoder and MP4, then the events about it.
    case outputs
}
