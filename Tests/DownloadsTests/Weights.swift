import Foundation
import TestSupport

@testable import Bundles
@testable import Downloads

/// A web server with one file of 300 000 bytes, and a folder to download to. Both go with it.
final class Weights {
    static let name = "weights.bin"
    let server: FileServer
    let content: Data
    private let root: URL

    init(certificate: ((URL) throws -> String)? = nil) throws {
        root = FileManager.default.temporaryDirectory.appending(path: "earshot-\(UUID().uuidString)")
        let served = root.appending(path: "served")
        try FileManager.default.createDirectory(at: served, withIntermediateDirectories: true)
        content = Data((0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) })
        try content.write(to: served.appending(path: Self.name))
        server = try FileServer(served.path, certificate: certificate?(root))
    }

    deinit {
        try? FileManager.default.removeItem(at: root)  // the system clears its folder of temporary files anyway
    }

    var digest: String { SHA256.digest(of: content) }
    var destination: String { root.appending(path: "downloads/\(Self.name)").path }
    var part: String { destination + ".part" }

    /// The file's address with what is to go wrong.
    func address(_ faults: String = "") -> String { server.address(Self.name + (faults.isEmpty ? "" : "?\(faults)")) }

    func source(_ faults: String = "", isKnown: Bool = true) -> DownloadSource {
        DownloadSource(
            address: address(faults), fileName: Self.name, digest: isKnown ? .whole(digest) : nil)
    }

    /// Patience of a test: a second.
    static let options = {
        var options = DownloadOptions()
        options.patience = .seconds(1)
        options.firstDelay = .milliseconds(1)
        return options
    }()

    func download(
        _ source: DownloadSource, options: DownloadOptions = Weights.options, monitor: DownloadMonitor = .init()
    ) throws(DownloadError) -> Download.Report {
        try Download(source, to: destination, options: options).run(monitor)
    }

    /// Downloads until `bytes` have come, then stops as Ctrl-C does.
    func downloadHalf(_ source: DownloadSource, bytes: Int = 100_000) throws(DownloadError) {
        var came = 0
        let monitor = DownloadMonitor(progress: { bytes, _ in came = bytes }, isStopped: { came >= bytes })
        do throws(DownloadError) {
            _ = try download(source, monitor: monitor)
        } catch {
            guard case .stopped = error else { throw error }
        }
    }

    var downloaded: Data? { FileManager.default.contents(atPath: destination) }

    /// Names beside the destination.
    var files: [String] {
        let folder = URL(filePath: destination).deletingLastPathComponent().path
        // No folder, no files.
        return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    }

    var ranges: [String?] {
        get throws { try server.requests.map(\.range) }
    }
}
