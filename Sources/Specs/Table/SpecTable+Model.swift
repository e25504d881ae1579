extension SpecTable {
    private static let bundles = "the bundle's"

    static let model: [SpecKey] = [
        SpecKey(
            "model.bundle", \.model.bundle, TextKind(name: "a name or directory"),
            "The model: the name of an installed bundle, or a directory that holds one."),
        SpecKey(
            list: "model.words", \.model.words, absent: "the bundle's words",
            "What to listen and look for. Without it the bundle's own words are used. A word may carry synonyms, a score "
                + "threshold of its own and the name it is reported by, as animal=dog|cat@0.4."),
        SpecKey(
            "model.only_words", \.model.usesOnlyWords, FlagKind(),
            "Whether the bundle's words no longer compete with yours. They keep a vacuum cleaner from being called a dog."
        ),
        SpecKey(
            "model.emit", \.model.emission, CaseKind(),
            "Which seconds of a window are labelled: the middle ones, which see most context, or the newest, with least "
                + "delay. A live source's default is newest."),
        SpecKey(
            "model.stride", \.model.stride, IntegerKind(range: 1...5),
            "Seconds from one window to the next, and labelled by each. 1 is best, 5 fastest."),
        SpecKey(
            "model.short_side", \.model.shortSide,
            OptionalKind(kind: IntegerKind(range: 32...2_160), absent: bundles),
            "Pixels of the shorter side of the picture the network sees."),
        SpecKey(
            "model.selection", \.model.selection, CaseKind(),
            "Which masks become labels: those that sound by the model's score, or the published code's rule, for comparison."
        ),
        SpecKey(
            "model.sounding_threshold", \.model.soundingThreshold,
            OptionalKind(kind: NumberKind(range: 0...1), absent: bundles),
            "The sounding score a mask needs."),
        SpecKey(
            "model.score_threshold", \.model.scoreThreshold,
            OptionalKind(kind: NumberKind(range: 0...1), absent: bundles),
            "The probability its best word needs, unless the word has a threshold of its own."),
        SpecKey(
            "model.min_area_px", \.model.minimumAreaPixels,
            OptionalKind(kind: IntegerKind(range: 1...1_000_000_000), absent: bundles),
            "The fewest pixels of a mask."),
        SpecKey(
            "model.silence_gate_dbfs", \.model.wantedSilenceGate, SilenceGateKind(),
            "A second whose loudest 100 ms stay below this level is silent and gets no labels. Off in the reference "
                + "selection."),
        SpecKey(
            "model.crop", \.model.crop, OptionalKind(kind: CaseKind<ModelSpec.Crop>(), absent: bundles),
            "How a mask is cut out of the picture to be named."),
    ]
}
