import ArgumentParser
import Bundles
import Downloads
import Foundation
import Stages

/// `earshot models pull`
struct ModelsPull: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pull",
        abstract: "Download what published models are made of.",
        discussion: """
            NAMES
            \(names)

            Any http or https address is taken too, and hf:OWNER/REPOSITORY[@REVISION]/FILE of the Hugging Face hub. A file \
            that is known, whose address holds its SHA-256 or whose hub says it, is verified; of others the SHA-256 is \
            printed, or compared with --sha256.

            Ctrl-C keeps what has come, and the same command goes on from there; so does a broken connection, by itself. \
            Proxies are taken from http_proxy, https_proxy, all_proxy and no_proxy, certificates of your own from \
            SSL_CERT_FILE.

            EXAMPLES
              earshot models pull ViT-B/16
              earshot models pull ViT-B/16 merges --mirror https://weights.example.org/mirror
              earshot models pull hf:OWNER/REPOSITORY@REVISION/model.safetensors --to weights/

            EXIT STATUS
              0 all there; 1 refused or failed; 2 usage; 3 a file's home is a drive that only a browser downloads from; \
            130 or 143 stopped by Ctrl-C or SIGTERM
            """)

    @Argument(help: ArgumentHelp("Names, or addresses.", valueName: "name|url"))
    var files: [String]

    @Option(
        help: ArgumentHelp("The folder to download to; ~/.cache/earshot/downloads by default.", valueName: "folder"))
    var to: String?

    @Option(help: ArgumentHelp("An address to take in the place of scheme and host.", valueName: "base"))
    var mirror: String?

    @Option(help: ArgumentHelp("What the SHA-256 of the file must be.", valueName: "hex"))
    var sha256: String?

    @Option(help: ArgumentHelp("The largest file that is taken, as 500MB or 2GB.", valueName: "size"))
    var maxSize: DownloadSize = .init(bytes: DownloadOptions().limit)

    @Option(help: ArgumentHelp("Seconds in which nothing comes until a connection is given up.", valueName: "s"))
    var timeout = 30

    @Option(help: ArgumentHelp("How often in a row nothing may come until a download is given up.", valueName: "n"))
    var tries = DownloadOptions().tries

    func validate() throws {
        guard !files.isEmpty else { throw ValidationError("name at least one file") }
        guard (1...3_600).contains(timeout) else { throw ValidationError("--timeout must be 1 to 3600") }
        guard (1...1_000).contains(tries) else { throw ValidationError("--tries must be 1 to 1000") }
        if let sha256, SHA256Text(sha256) == nil { throw ValidationError("--sha256 must be 64 hexadecimal digits") }
        guard sha256 == nil || files.count == 1 else { throw ValidationError("--sha256 is of one file") }
    }

    func run() throws {
        let signals = StopSignals(hastening: [SIGINT, SIGTERM])
        defer { signals.end() }
        let choices = try files.map {
            try DownloadChoice($0, mirror: mirror, digest: sha256.flatMap { SHA256Text($0) })
        }
        var isOnDrive = false
        for choice in choices {
            switch choice {
            case .file(let source, let published): try pull(source, published, signals)
            case .drive(let file, let addresses):
                isOnDrive = true
                printHome(of: file, addresses)
            }
        }
        if isOnDrive { throw ExitCode(3) }
    }

    private static var names: String {
        let width = PublishedFile.all.map(\.name.count).max() ?? 0
        return PublishedFile.all.map { file in
            "  \(file.name.padding(toLength: width, withPad: " ", startingAt: 0))  \(file.fileName): \(file.about)"
        }.joined(separator: "\n")
    }
}

extension ModelsPull {
    private func pull(_ source: DownloadSource, _ published: PublishedFile?, _ signals: StopSignals) throws {
        let folder = DownloadFolder()
        let path =
            to.map { URL(filePath: $0).appending(path: source.fileName).path } ?? folder.path(of: source.fileName)
        let progress = DownloadProgress(source.fileName)
        let monitor = DownloadMonitor(
            progress: progress.show,
            retry: { error, delay in
                progress.end()
                CommandOutput.warning("\(error); trying again in \(delay.components.seconds) s")
            }, isStopped: { signals.received != nil })
        do throws(DownloadError) {
            let report = try Download(source, to: path, options: options).run(monitor)
            progress.end()
            show(report, published, folder)
        } catch {
            progress.end()
            guard case .stopped = error, let signal = signals.received else { throw error }
            CommandOutput.note("\(error)")
            throw ExitCode(128 + signal)
        }
    }

    private var options: DownloadOptions {
        var options = DownloadOptions()
        options.limit = maxSize.bytes
        options.patience = .seconds(timeout)
        options.tries = tries
        options.userAgent = "earshot/\(EarshotVersion.text)"
        options.certificates = ProcessInfo.processInfo.environment["SSL_CERT_FILE"]
        return options
    }

    private func show(_ report: Download.Report, _ published: PublishedFile?, _ folder: DownloadFolder) {
        print("\(report.path): \(report.wasThere ? "was there, " : "")\(byteCount(report.bytes))")
        print("sha256 \(report.digest), \(report.isVerified ? "as it must be" : "which nothing vouches for")")
        if let published {
            print("next:  \(ImportCommand.text(for: published, at: report.path, in: folder))")
        } else {
            print("next:  `earshot models import --help` says which option takes it")
        }
    }

    private func printHome(of file: PublishedFile, _ addresses: [String]) {
        let folder = DownloadFolder()
        print("\(file.name): \(file.fileName) lies on a drive that only a browser downloads from:")
        for address in addresses { print("  \(address)") }
        print("next:  \(ImportCommand.text(for: file, at: nil, in: folder))")
    }
}

/// A number of bytes as users type it: `500MB`, `2GB`, `1GiB`, or bytes.
struct DownloadSize: ExpressibleByArgument, CustomStringConvertible {
    let bytes: Int

    init(bytes: Int) {
        self.bytes = bytes
    }

    init?(argument: String) {
        let digits = argument.prefix { $0.isNumber || $0 == "." }
        let unit = argument.dropFirst(digits.count).trimmingPrefix { $0 == " " }.lowercased()
        guard let value = Double(digits), let scale = Self.scales[unit], value * scale >= 1, value * scale < 1e18 else {
            return nil
        }
        bytes = Int(value * scale)
    }

    var description: String { byteCount(bytes) }

    private static let scales: [String: Double] = [
        "": 1, "b": 1, "kb": 1e3, "mb": 1e6, "gb": 1e9, "tb": 1e12, "kib": 1024, "mib": 1_048_576,
        "gib": 1_073_741_824, "tib": 1_099_511_627_776,
    ]
}
