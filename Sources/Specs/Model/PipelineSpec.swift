/// One pipeline of the standard graph: source, model, outputs, ring sizes. Read from a file of `Pipelines/`, or made by
/// `earshot watch` from its flags.
///
/// Every key a file may hold is in ``SpecTable``; the defaults are those of this struct.
package struct PipelineSpec: Sendable, Equatable {
    package var source = SourceSpec()
    package var model = ModelSpec()
    package var outputs = OutputSpec()
    package var rings = RingSpecs()
    package var threads = ThreadSpec()
    /// What came from the environment, to be kept out of everything written.
    package var secrets: [String] = []

    package init() {}

    /// The pipeline of `earshot watch URL` without any flag.
    package init(watching url: String) {
        source.url = url
    }

    /// Gives the keys that are not set the defaults that depend on others.
    ///
    /// - Parameter isSet: whether the user set a key.
    package mutating func settleDefaults(isSet: (String) -> Bool) {
        if source.isLive, !isSet("model.emit") { model.emission = .newest }
    }
}
