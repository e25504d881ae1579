import Foundation
import Network
import Testing

@testable import Bundles

/// Imports that somebody stops, or whose disk fails.
struct StoppedImportTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try SmallCheckpoint.merges.write(toFile: folder("merges.txt"), atomically: true, encoding: .utf8)
        try SmallCheckpoint.write(SmallCheckpoint.shapes, to: folder("ovavss.safetensors"))
    }

    private func run(_ monitor: ImportMonitor) throws {
        _ = try ModelImport(
            .init(ovavss: folder("ovavss.safetensors"), name: "x", output: folder("bundles/x"))
        ).run(monitor)
    }

    @Test func `an import that is stopped at any moment leaves nothing`() throws {
        var pieces = 0
        try run(ImportMonitor(progress: { _, _ in pieces += 1 }))
        try FileManager.default.removeItem(atPath: folder("bundles/x"))
        #expect(pieces > 100)
        for moment in [1, 2, pieces / 2, pieces, pieces + 1] {
            var asked = 0
            let isStopped = {
                asked += 1
                return asked >= moment
            }
            #expect(throws: BundleError.stopped) { try run(ImportMonitor(isStopped: isStopped)) }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder("bundles")).isEmpty, "\(moment)")
        }
    }

    @Test func `progress rises to the size of the weights`() throws {
        var seen: [Int] = []
        var total = 0
        try run(
            ImportMonitor(progress: {
                seen.append($0); total = $1
            }))
        #expect(seen == seen.sorted() && seen.last == total && total > 0)
    }
}
