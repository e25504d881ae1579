import Media
import Specs

extension PipelineSpec {
    /// The name of the source in its events: the one given, else made from the address, without secrets.
    var sourceID: String { Secrets.shared.removed(from: source.name) }
}
