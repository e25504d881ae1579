package import Analysis
package import MediaTypes

/// What the backbone found in a snippet's key picture; nil where the snippet has none.
package struct PictureFeatures: Sendable {
    package let key: SnippetKey
    package let encoded: EncodedPicture?
    package let latency: StageLatency
}
