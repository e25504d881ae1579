import ArgumentParser
import Bundles
import Downloads
import Foundation

/// `earshot models`: which models there are, what they know, whether they are whole, what they are made of, and how to make
/// one.
struct ModelsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "models",
        abstract: "List, show, verify, download and import models.",
        discussion: """
            A model is a directory with a model.json. It is looked for by name in the folders of $EARSHOT_MODELS \
            (separated by colons), in the user's own ~/.local/share/earshot/models ($XDG_DATA_HOME/earshot/models), in \
            share/earshot/models of the installation, and among the models that ship with earshot; or it is named by its \
            path.
            """,
        subcommands: [ModelsList.self, ModelsShow.self, ModelsVerify.self, ModelsPull.self, ModelsImport.self],
        defaultSubcommand: ModelsList.self)
}

/// `earshot models list`
struct ModelsList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Print every model of the search path and every download, one a line.")

    func run() throws {
        printModels(of: ModelStore())
        printDownloads(in: DownloadFolder())
    }

    private func printModels(of store: ModelStore) {
        let models = store.list()
        guard !models.isEmpty else {
            print("no models in \(store.folders.joined(separator: ", "))")
            return
        }
        let width = models.map(\.name.count).max() ?? 0
        for (name, bundle) in models {
            print(name.padding(toLength: width, withPad: " ", startingAt: 0), line(bundle), separator: "  ")
        }
    }

    private func printDownloads(in folder: DownloadFolder) {
        let entries = folder.entries
        guard !entries.isEmpty else { return }
        print("\ndownloads in \(folder.path), for `earshot models import`:")
        let width = entries.map(\.name.count).max() ?? 0
        for entry in entries {
            let state = entry.isPartial ? "  incomplete: `earshot models pull` goes on" : ""
            print(
                entry.name.padding(toLength: width, withPad: " ", startingAt: 0), byteCount(entry.bytes) + state,
                separator: "  ")
        }
    }

    private func line(_ bundle: Result<BundleFiles, BundleError>) -> String {
        switch bundle {
        case .success(let files):
            "\(byteCount(files.byteCount))  \(files.manifest.words.count) words  \(files.directory)"
        case .failure(let error): "unreadable: \(error)"
        }
    }
}

/// `earshot models verify`
struct ModelsVerify: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Compare every file of models with its SHA-256 and every tensor with what the network needs.")

    @Argument(help: "Names or directories; all models of the search path where there are none.")
    var models: [String] = []

    func run() throws {
        let store = ModelStore()
        let names = models.isEmpty ? store.list().map(\.name) : models
        var damaged = 0
        for name in names {
            do {
                let files = try store.find(name)
                var progress = ByteProgress("verifying \(name)", total: files.byteCount)
                try files.verify { progress.advance($0) }
                progress.end()
                let bundle = try ModelBundle.load(directory: files.directory, verify: false)
                print("\(name): whole, \(bundle.identity)")
            } catch {
                print("\(name): \(error)")
                damaged += 1
            }
        }
        guard damaged == 0 else { throw ExitCode(1) }
    }
}
