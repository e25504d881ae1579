import Segmentation

extension SegmentationConfiguration {
    /// What makes these sizes impossible, as key and reason; empty where nothing does.
    var problems: [String] {
        let wrong = sizes.filter { !(1...1 << 16).contains($0.value) }.map { "\($0.key) cannot be \($0.value)" }
        let short = lengths.filter { $0.found != $0.needed }.map {
            "\($0.key) needs \($0.needed) numbers, not \($0.found)"
        }
        guard wrong.isEmpty, short.isEmpty else { return wrong + short }
        return divisions.filter { $0.whole % $0.part != 0 }.map { "\($0.key) does not divide \($0.whole)" }
            + (preprocessing.std.contains { !($0 > 0) } ? ["preprocessing.std needs numbers above 0"] : [])
            + (pixelDecoder.channels == maskDecoder.channels
                ? [] : ["mask_decoder.channels must be pixel_decoder.channels"])
            + backbone.problems
            + (preprocessing.divisor % 32 == 0 ? [] : ["preprocessing.divisor must be a multiple of 32"])
    }

    private var sizes: [(key: String, value: Int)] {
        let lists = [("vggish.channels", vggish.channels), ("vggish.hidden", vggish.hidden)]
        return lists.flatMap { key, values in values.map { (key, $0) } } + backbone.sizes + [
            ("preprocessing.short_side", preprocessing.shortSide), ("preprocessing.max_side", preprocessing.maxSide),
            ("preprocessing.divisor", preprocessing.divisor), ("vggish.embedding", vggish.embedding),
            ("pixel_decoder.channels", pixelDecoder.channels), ("pixel_decoder.heads", pixelDecoder.heads),
            ("pixel_decoder.points", pixelDecoder.points), ("pixel_decoder.layers", pixelDecoder.layers),
            ("pixel_decoder.feedforward", pixelDecoder.feedforward),
            ("pixel_decoder.fusion_channels", pixelDecoder.fusionChannels),
            ("pixel_decoder.fusion_heads", pixelDecoder.fusionHeads), ("pixel_decoder.groups", pixelDecoder.groups),
            ("pixel_decoder.mask_channels", pixelDecoder.maskChannels), ("mask_decoder.channels", maskDecoder.channels),
            ("mask_decoder.heads", maskDecoder.heads), ("mask_decoder.queries", maskDecoder.queries),
            ("mask_decoder.layers", maskDecoder.layers), ("mask_decoder.feedforward", maskDecoder.feedforward),
            ("mask_decoder.window", maskDecoder.window),
        ]
    }

    private var lengths: [(key: String, found: Int, needed: Int)] {
        [
            ("preprocessing.mean", preprocessing.mean.count, 3), ("preprocessing.std", preprocessing.std.count, 3),
            ("vggish.channels", vggish.channels.count, 6), ("vggish.hidden", vggish.hidden.count, 2),
        ] + backbone.lengths
    }

    /// Axes of the position code take half of the channels each, in pairs of sine and cosine.
    private var divisions: [(key: String, part: Int, whole: Int)] {
        [
            ("pixel_decoder.heads", pixelDecoder.heads, pixelDecoder.channels),
            ("pixel_decoder.fusion_heads", pixelDecoder.fusionHeads, pixelDecoder.fusionChannels),
            ("pixel_decoder.groups", pixelDecoder.groups, pixelDecoder.channels),
            ("mask_decoder.heads", maskDecoder.heads, maskDecoder.channels),
            ("pixel_decoder.channels: four", 4, pixelDecoder.channels),
            ("mask_decoder.channels: four", 4, maskDecoder.channels),
        ] + backbone.divisions
    }
}
