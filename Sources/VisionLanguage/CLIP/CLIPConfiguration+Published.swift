extension CLIPConfiguration {
    /// OpenAI's published models of which Earshot knows the sizes.
    package static let vitB16 = CLIPConfiguration(
        embedding: 512, image: .init(.vit(.init(patch: 16, width: 768, layers: 12, heads: 12)), resolution: 224),
        text: .published(width: 512))
    package static let vitB32 = CLIPConfiguration(
        embedding: 512, image: .init(.vit(.init(patch: 32, width: 768, layers: 12, heads: 12)), resolution: 224),
        text: .published(width: 512))
    package static let vitL14 = CLIPConfiguration(
        embedding: 768, image: .init(.vit(.init(patch: 14, width: 1024, layers: 24, heads: 16)), resolution: 224),
        text: .published(width: 768))
    package static let vitL14At336 = CLIPConfiguration(
        embedding: 768, image: .init(.vit(.init(patch: 14, width: 1024, layers: 24, heads: 16)), resolution: 336),
        text: .published(width: 768))
    package static let rn50 = CLIPConfiguration(
        embedding: 1024, image: .init(.resnet(.init(width: 64, blocks: [3, 4, 6, 3], heads: 32)), resolution: 224),
        text: .published(width: 512))
}

extension CLIPConfiguration.TextTower {
    fileprivate static func published(width: Int) -> CLIPConfiguration.TextTower {
        .init(vocabulary: 49_408, width: width, layers: 12, heads: width / 64)
    }
}
