package import Bundles
import Synchronization

/// The models of a process: each is loaded once, however many pipelines run it, and its weights are in memory once.
package final class LoadedModels: Sendable {
    private let store: ModelStore
    private let embeddings: EmbeddingCache?
    /// By directory and identity: a bundle that was exchanged on the disk is another.
    private let bundles = Mutex<[String: ModelBundle]>([:])

    /// - Parameter embeddings: where embeddings of words are kept from run to run; nil keeps none.
    package init(_ store: ModelStore, embeddings: EmbeddingCache? = nil) {
        self.store = store
        self.embeddings = embeddings
    }

    /// A bundle by its name or directory. Whoever asks while it is being loaded waits for it.
    package func bundle(_ name: String) throws -> ModelBundle {
        let files = try store.find(name)
        let key = files.directory + "\n" + files.identity
        return try bundles.withLock { bundles in
            if let bundle = bundles[key] { return bundle }
            let bundle = try ModelBundle.load(directory: files.directory, embeddings: embeddings)
            bundles[key] = bundle
            return bundle
        }
    }
}
