import Foundation
import VisionLanguage

/// `config.json` of the transformers library: what the shapes of CLIP's tensors do not show.
struct HuggingFaceSettings {
    private struct Content: Decodable {
        let text: Tower?
        let image: Tower?

        private enum CodingKeys: String, CodingKey {
            case text = "text_config"
            case image = "vision_config"
        }
    }

    private struct Tower: Decodable {
        let activation: String?
        let heads: Int?

        private enum CodingKeys: String, CodingKey {
            case activation = "hidden_act"
            case heads = "num_attention_heads"
        }
    }

    /// The one OpenAI trained CLIP with, and the only one here.
    private static let activation = "quick_gelu"

    private let path: String
    private let content: Content

    /// Reads the file of a folder; nil where there is none.
    init?(folder: String) throws(BundleError) {
        let path = URL(filePath: folder).appending(path: "config.json").path
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        self.path = path
        do {
            content = try JSONDecoder().decode(Content.self, from: Data(contentsOf: URL(filePath: path)))
        } catch {
            throw .importing(problem: "\(path) is not the configuration of a CLIP: \(error)")
        }
    }

    /// - Parameter clip: the network as its tensors show it.
    /// - Throws: the first setting that says otherwise; one that is absent says nothing.
    func requireSame(as clip: CLIPConfiguration) throws(BundleError) {
        try require(content.text, "text_config", heads: clip.text.heads)
        if case .vit(let image) = clip.image.network {
            try require(content.image, "vision_config", heads: image.heads)
        }
    }

    private func require(_ tower: Tower?, _ name: String, heads: Int) throws(BundleError) {
        if let found = tower?.activation, found != Self.activation {
            throw .importing(
                problem:
                    "\(path): \(name).hidden_act is '\(found)', and only CLIPs with '\(Self.activation)' are computed")
        }
        if let found = tower?.heads, found != heads {
            throw .importing(
                problem:
                    "\(path): \(name).num_attention_heads is \(found), and only CLIPs of heads 64 channels wide are "
                    + "computed, which are \(heads) here")
        }
    }
}
