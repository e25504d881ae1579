/// A file that a model is made of, which somebody else publishes.
package struct PublishedFile: Sendable {
    /// Where it can be had.
    package enum Home: Sendable {
        case address(String, DownloadSource.Digest)
        /// A drive that only a browser can download from.
        case drive([String])
    }

    /// What it is asked for by; the first is the one shown.
    package let names: [String]
    package let fileName: String
    package let about: String
    package let home: Home
    /// The option of `earshot models import` that takes it.
    package let importOption: String
    /// The model it is a part of first of all.
    package let model: String

    package var name: String { names[0] }

    /// By any of its names or its file name, ignoring case.
    package static func named(_ text: String) -> PublishedFile? {
        let wanted = text.lowercased()
        return all.first { file in (file.names + [file.fileName]).contains { $0.lowercased() == wanted } }
    }

    package static let all: [PublishedFile] = clips + [merges, vggish] + models
}

// Spec §13. CLIP's addresses hold the SHA-256 of the file.
extension PublishedFile {
    private static let resnet = "ovavss-r50"
    private static let swinb = "ovavss-swinb"

    private static let clips = [
        clip(
            ["ViT-B/16", "ViT-B-16"], "ViT-B-16.pt", "the CLIP of ovavss-r50",
            "5806e77cd80f8b59890b7e101eabd078d9fb84e6937f9e85e4ecb61988df416f"),
        clip(
            ["ViT-L/14@336px", "ViT-L-14-336px"], "ViT-L-14-336px.pt", "the CLIP of ovavss-swinb",
            "3035c92b350959924f9f00213499208652fc7ea050643e8b385c2dac08641f02"),
        clip(
            ["ViT-L/14", "ViT-L-14"], "ViT-L-14.pt", "a CLIP",
            "b8cca3fd41ae0c99ba7e8951adf17d267cdb84cd88be6f7c2e0eca1737a03836"),
        clip(
            ["ViT-B/32", "ViT-B-32"], "ViT-B-32.pt", "a CLIP",
            "40d365715913c9da98579312b702a82c18be219cc2a73407c4526f58eba950af"),
        clip(["RN50"], "RN50.pt", "a CLIP", "afeb0e10f9e5a86da6080e35cf09123aca3b358a0c3e3b6c78a7b63bc04b6762"),
    ]

    private static func clip(_ names: [String], _ file: String, _ about: String, _ digest: String) -> PublishedFile {
        PublishedFile(
            names: names, fileName: file, about: about,
            home: .address("https://openaipublic.azureedge.net/clip/models/\(digest)/\(file)", .whole(digest)),
            importOption: "--clip", model: file == "ViT-L-14-336px.pt" ? swinb : resnet)
    }

    private static let merges = PublishedFile(
        names: ["merges"], fileName: "bpe_simple_vocab_16e6.txt.gz", about: "CLIP's byte-pair merges",
        home: .address(
            "https://raw.githubusercontent.com/openai/CLIP/main/clip/bpe_simple_vocab_16e6.txt.gz",
            .whole("924691ac288e54409236115652ad4aa250f48203de50a9e4722a6ecd48d6804a")),
        importOption: "--merges", model: resnet)

    /// The end of its name is the beginning of its digest.
    private static let vggish = PublishedFile(
        names: ["vggish"], fileName: "vggish-10086976.pth",
        about: "VGGish, for an OV-AVSS checkpoint that lacks it",
        home: .address(
            "https://github.com/harritaylor/torchvggish/releases/download/v0.1/vggish-10086976.pth",
            .prefix("10086976")),
        importOption: "--vggish", model: resnet)

    private static let models = [
        PublishedFile(
            names: [resnet], fileName: "model_ov_avss_r50.pth", about: "OV-AVSS with ResNet-50",
            home: .drive([
                "https://1drv.ms/u/c/3c9af704fb61931d/EeHqMZAiRrVPrqfhE65Mbr4BTABD2HXOlh_nEBfBFiDjwg?e=2OmxHL",
                "https://pan.baidu.com/s/1ZLmvfvLKyVMw8jM8IceAeQ (code 1234)",
            ]), importOption: "--ovavss", model: resnet),
        PublishedFile(
            names: [swinb], fileName: "model_ov_avss_swinb.pth", about: "OV-AVSS with Swin-B",
            home: .drive([
                "https://1drv.ms/u/c/3c9af704fb61931d/EZCc8YvPkCxOkUFJK1dl80IB6XBESGr1xRxAHQzZfRIy3A?e=FJgtNt",
                "https://pan.baidu.com/s/1u8rjJTCq-LrwdZYIzTscvw (code 1234)",
            ]), importOption: "--ovavss", model: swinb),
    ]
}
