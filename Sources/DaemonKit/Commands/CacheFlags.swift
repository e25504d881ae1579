import ArgumentParser
import Bundles
import Foundation
import Stages

/// Where embeddings of words are kept from run to run.
struct CacheFlags: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Where embeddings of words are kept, or off; embeddings/ in the user's cache by default.",
            valueName: "folder|off"))
    var cache: String?

    func validate() throws {
        guard cache != "" else { throw ValidationError("--cache must name a folder, or be off") }
    }

    /// Nil where none are kept.
    var embeddings: EmbeddingCache? {
        guard cache != "off" else { return nil }
        return EmbeddingCache(
            folder: cache.map { URL(filePath: $0) } ?? EmbeddingCache.standardFolder, complain: CommandOutput.warning)
    }

    /// The models of this process.
    var models: LoadedModels { LoadedModels(ModelStore(), embeddings: embeddings) }

    /// A model by its name or directory.
    func load(_ model: String) throws -> ModelBundle {
        try ModelBundle.load(directory: ModelStore().find(model).directory, embeddings: embeddings)
    }
}
