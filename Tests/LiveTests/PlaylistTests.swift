import Foundation
import Live
import Snippets
import TestSupport
import Testing

/// Against a web server whose playlist is written by the test.
struct PlaylistTests {
    private let media: SyntheticMedia
    private let server: FileServer
    /// The playlist's lines up to its fourth and last segment.
    private let lines: [Substring]

    init() throws {
        media = try SyntheticMedia()
        let whole = try media.make(
            "whole.m3u8",
            "-f lavfi -i testsrc=s=160x120:r=10:d=4 -f lavfi -i sine=d=4 -c:v libx264 -preset ultrafast -g 10",
            "-c:a aac -f hls -hls_time 1 -hls_list_size 0 -hls_flags omit_endlist")
        lines = try String(contentsOfFile: whole, encoding: .utf8).split(separator: "\n")
        server = try FileServer(URL(filePath: whole).deletingLastPathComponent().path)
    }

    private func publish(segments: Int) throws {
        let end = try #require(lines.indices.filter { !lines[$0].hasPrefix("#") }.dropFirst(segments - 1).first)
        let text = lines[...end].joined(separator: "\n") + "\n"
        try Data(text.utf8).write(to: URL(filePath: media.path("live.m3u8")), options: .atomic)
    }

    @Test(arguments: [false, true])
    func `what a playlist that stands still names is read once, and what follows is read on`(hasVariants: Bool)
        async throws
    {
        try publish(segments: 3)
        let variants = "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=100000\nlive.m3u8?token=1\n"
        try Data(variants.utf8).write(to: URL(filePath: media.path("variants.m3u8")))
        let run = LiveRun(server.address(hasVariants ? "variants.m3u8" : "live.m3u8")) { $0.silence = .seconds(2) }
        try #require(await run.arrives { $0.isSnippet } != nil)
        let isNothingNew = { (item: CutItem) in
            if case .status(let status) = item { status.message?.contains("names no segment") == true } else { false }
        }
        try #require(await run.arrives(where: isNothingNew) != nil)
        let asked = try server.requests.count, deadline = ContinuousClock.now + .seconds(40)
        while try server.requests.count < asked + 3, ContinuousClock.now < deadline {
            try await Task.sleep(for: .milliseconds(20))
        }
        let further = try server.requests.dropFirst(asked)
        #expect(further.count >= 3 && further.allSatisfy { $0.path.contains(".m3u8") })
        #expect(run.epochs.count == 1)
        try publish(segments: 4)
        let published = run.items.count
        try #require(await run.arrives(after: published) { $0.isSnippet } != nil)
        _ = run.stop()
        #expect(run.epochs.count == 2)
        run.expectWholeLedger()
    }
}
