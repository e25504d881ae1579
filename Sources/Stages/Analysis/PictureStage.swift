package import Analysis
import Media
package import Pipeline

/// Key picture to backbone features: conversion to RGB, preparation, ResNet.
package struct PictureStage: Stage {
    private let encoding: VisualEncoding
    private let turns: Turns?
    private var converter = PictureConverter()

    package init(_ encoding: VisualEncoding, turns: Turns?) {
        self.encoding = encoding
        self.turns = turns
    }

    package mutating func process(
        _ input: WindowStep<AnalysisInput>, emit: (WindowStep<PictureFeatures>) throws -> Void
    ) throws {
        try emit(try input.map { try features(of: $0) })
    }

    private mutating func features(of input: AnalysisInput) throws -> PictureFeatures {
        guard let frame = input.picture else {
            return PictureFeatures(key: input.key, encoded: nil, latency: .none)
        }
        var latency = StageLatency()
        let picture = try latency.measure("convert") { try converter.picture(from: frame) }
        let encoded = latency.measure("backbone", in: turns) { encoding(picture) }
        return PictureFeatures(key: input.key, encoded: encoded, latency: latency)
    }
}
