import Pipeline
import Testing

@testable import Specs

struct CheckReportTests {
    private func report(_ change: (inout PipelineSpec) -> Void) -> [String] {
        var spec = PipelineSpec(watching: "a.mp4")
        spec.source.maximumPicture = PictureSize(width: 640, height: 480)
        change(&spec)
        let report = CheckReport(spec, network: .published, networkName: "the published network")
        return report.description.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    @Test func `the graph is drawn with the window's look-ahead`() {
        let lines = report { $0.model.emission = .newest }
        #expect(lines.contains("│        └─ fused → window"))
        #expect(report { _ in }.contains("│        └─ fused → window (looks 4 ahead)"))
    }

    @Test func `every ring has a line with its size and minimum`() throws {
        let lines = report {
            $0.rings[.recording].items = 12
            $0.outputs.video.path = "o.mp4"
        }
        for ring in RingName.allCases { #expect(lines.contains { $0.hasPrefix("\(ring.rawValue) ") }) }
        let recording = try #require(lines.first { $0.hasPrefix("recording ") })
        let words = recording.split(separator: " ")
        #expect(words[1] == "12")
        #expect(words[2] == "9")
        #expect(recording.hasSuffix("wait       4 of look-ahead and 5 stages before labels"))
    }

    @Test func `the memory bound is that of the plan`() throws {
        var spec = PipelineSpec(watching: "a.mp4")
        spec.source.maximumPicture = PictureSize(width: 640, height: 480)
        let bound = StandardGraph(spec).plan.memoryBound
        let line = try #require(report { _ in }.first { $0.hasPrefix("memory bound") })
        #expect(line.hasPrefix("memory bound  \(ByteCount(bound.total)): rings \(ByteCount(bound.rings)), "))
    }

    @Test func `of a live source it is said what overload gives up and when`() {
        let live = report {
            $0.source.url = "rtsp://camera/stream"
            $0.outputs.video.path = "o.mp4"
        }
        #expect(live.contains { $0.hasPrefix("overload") && $0.contains("overlay, stride, analysis, pictures") })
        #expect(live.contains { $0.contains("12 s") })
        #expect(!report { _ in }.contains { $0.hasPrefix("overload") })
    }

    @Test(arguments: [
        (0, "0 B"), (1_023, "1023 B"), (1_024, "1.0 KiB"), (1_536, "1.5 KiB"), (102_400, "100 KiB"),
        (999 << 20, "999 MiB"), (1_000 << 20, "1.0 GiB"), (5 << 40, "5.0 TiB"),
    ]) func `bytes are printed with three digits, never less than they are`(bytes: Int, text: String) {
        #expect(ByteCount(bytes).description == text)
    }
}
