package import Segmentation
package import VisionLanguage

/// `model.json`: what a bundle is, the sizes of its network and the files it consists of.
package struct ModelManifest: Sendable, Equatable {
    /// What `format` must say.
    package static let currentFormat = "earshot.bundle/1"
    /// The name of the file itself.
    package static let fileName = "model.json"

    package var name: String
    /// One or two sentences: what the model knows and what it does not.
    package var description: String
    package var license: String
    /// Where the weights come from, free in form.
    package var provenance: [String: JSONValue]
    /// Every file of the bundle but `model.json`, by its name.
    package var files: [String: BundleFile]
    /// The safetensors files that together hold the weights.
    package var weights: [String]
    package var tokenizer: TokenizerFiles
    package var segmentation: SegmentationConfiguration
    package var clip: CLIPConfiguration
    package var crop: CropPlacement
    /// Prompts with `{}` in the place of the word.
    package var templates: [String]
    package var words: [KnownWord]
    package var thresholds: Thresholds

    /// A file as it must be.
    package struct BundleFile: Sendable, Equatable, Codable {
        /// Lower-case hexadecimal.
        package var sha256: String
        package var bytes: Int

        package init(sha256: String, bytes: Int) {
            self.sha256 = sha256
            self.bytes = bytes
        }
    }

    package struct TokenizerFiles: Sendable, Equatable, Codable {
        /// The file of byte-pair merges, uncompressed.
        package var merges: String

        package init(merges: String) {
            self.merges = merges
        }
    }

    /// When a query becomes a label, unless the user says otherwise.
    package struct Thresholds: Sendable, Equatable, Codable {
        /// The least sounding score, 0…1.
        package var sounding: Double
        /// The least probability of the best word, 0…1.
        package var score: Double
        /// The smallest mask, in pixels of the frame.
        package var minAreaPx: Int

        package init(sounding: Double = 0.5, score: Double = 0.3, minAreaPx: Int = 16) {
            self.sounding = sounding
            self.score = score
            self.minAreaPx = minAreaPx
        }

        enum CodingKeys: String, CodingKey {
            case sounding, score
            case minAreaPx = "min_area_px"
        }
    }
}

extension ModelManifest: Codable {
    private enum CodingKeys: String, CodingKey {
        case format, name, description, license, provenance, files, weights, tokenizer, clip, crop, templates, words
        case thresholds
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let format = try container.decode(String.self, forKey: .format)
        guard format == Self.currentFormat else {
            throw DecodingError.dataCorruptedError(
                forKey: .format, in: container,
                debugDescription: "this earshot reads \"\(Self.currentFormat)\", not \"\(format)\"")
        }
        name = try container.decode(String.self, forKey: .name)
        description = try container.decode(String.self, forKey: .description)
        license = try container.decode(String.self, forKey: .license)
        provenance = try container.decode([String: JSONValue].self, forKey: .provenance)
        files = try container.decode([String: BundleFile].self, forKey: .files)
        weights = try container.decode([String].self, forKey: .weights)
        tokenizer = try container.decode(TokenizerFiles.self, forKey: .tokenizer)
        segmentation = try SegmentationConfiguration(from: decoder)
        clip = try container.decode(CLIPConfiguration.self, forKey: .clip)
        crop = try container.decode(CropPlacement.self, forKey: .crop)
        templates = try container.decode([String].self, forKey: .templates)
        words = try container.decode([KnownWord].self, forKey: .words)
        thresholds = try container.decode(Thresholds.self, forKey: .thresholds)
    }

    package func encode(to encoder: any Encoder) throws {
        try segmentation.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(Self.currentFormat, forKey: .format)
        try container.encode(name, forKey: .name)
        try container.encode(description, forKey: .description)
        try container.encode(license, forKey: .license)
        try container.encode(provenance, forKey: .provenance)
        try container.encode(files, forKey: .files)
        try container.encode(weights, forKey: .weights)
        try container.encode(tokenizer, forKey: .tokenizer)
        try container.encode(clip, forKey: .clip)
        try container.encode(crop, forKey: .crop)
        try container.encode(templates, forKey: .templates)
        try container.encode(words, forKey: .words)
        try container.encode(thresholds, forKey: .thresholds)
    }
}
