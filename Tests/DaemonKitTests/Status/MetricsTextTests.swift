import Events
import Foundation
import MediaTypes
import Testing

@testable import DaemonKit
@testable import Stages

@Suite struct MetricsTextTests {
    private func text(_ pipelines: PipelineStatus...) -> [Substring] {
        let status = DaemonStatus(isReady: true, stuck: [], pipelines: pipelines)
        return MetricsText(status, process: nil).text.split(separator: "\n")
    }

    @Test func `every sample stands under the help and type of its family`() {
        var metrics = MetricsText()
        metrics.add(
            "a_total", .counter, "As.", [.init(value: 3), .init(labels: [("b", "c"), ("d", "e")], value: 0.5)])
        metrics.add("nothing", .gauge, "None.", [])
        #expect(metrics.text == "# HELP a_total As.\n# TYPE a_total counter\na_total 3\na_total{b=\"c\",d=\"e\"} 0.5\n")
    }

    @Test func `a name with quotes, backslashes and line ends stays one label`() {
        var metrics = MetricsText()
        metrics.add("a", .gauge, "A.", [.init(labels: [("b", "x\"y\\z\nw")], value: 1)])
        #expect(metrics.text.hasSuffix("a{b=\"x\\\"y\\\\z\\nw\"} 1\n"))
    }

    @Test func `a live source that is lost is told with state, reason and the time lost`() {
        var progress = RunProgress()
        progress.add(.sourceStatus(SourceStatusRecord(status: "reconnecting", reason: "timeout")), at: .now)
        progress.add(
            .gap(
                GapRecord(
                    span: MediaSpan(epoch: 0, start: .zero, length: MediaTime(9, TimeBase(1, 1))), reason: "timeout")),
            at: .now)
        let lines = text(PipelineStatus(id: "yard", phase: .running, progress: progress))
        for line in [
            #"earshot_pipeline_phase{pipeline="yard",phase="running"} 1"#,
            #"earshot_pipeline_phase{pipeline="yard",phase="resting"} 0"#,
            #"earshot_source_status{pipeline="yard",status="reconnecting"} 1"#,
            #"earshot_source_status{pipeline="yard",status="healthy"} 0"#,
            #"earshot_source_trouble{pipeline="yard",reason="timeout"} 1"#,
            #"earshot_source_trouble{pipeline="yard",reason="auth"} 0"#,
            #"earshot_ledger_seconds_total{pipeline="yard",state="gap"} 9"#,
        ] { #expect(lines.contains(Substring(line)), "\(line)") }
    }

    @Test func `a pipeline that has not begun has a phase and nothing else`() {
        let lines = text(PipelineStatus(id: "yard", phase: .starting, progress: nil)).filter { $0.contains("yard") }
        #expect(lines.count == PipelineState.Phase.names.count)
        #expect(lines.first == #"earshot_pipeline_phase{pipeline="yard",phase="starting"} 1"#)
    }

    @Test func `the process tells what it takes of the machine`() throws {
        let figures = try #require(ProcessFigures())
        #expect(figures.residentBytes > 1 << 20 && figures.descriptors >= 3 && figures.threads >= 1)
        #expect(figures.cpuSeconds > 0)
    }
}

@Suite struct StatusAddressTests {
    @Test(arguments: [
        ("9464", "127.0.0.1", 9464), ("localhost:80", "127.0.0.1", 80), ("0.0.0.0:9464", "0.0.0.0", 9464),
        ("[::1]:9464", "::1", 9464),
    ]) func `an address is a host and a port, or a port of loopback`(text: String, host: String, port: UInt16) throws {
        let address = try #require(StatusAddress(argument: text))
        #expect(address.host == host && address.port == port)
        #expect(address.isLoopback == (host != "0.0.0.0"))
    }

    @Test(arguments: ["", "foo", "127.0.0.1", ":9464", "::1:9464", "1.2.3.4:70000"])
    func `anything else is none`(text: String) {
        #expect(StatusAddress(argument: text) == nil)
    }
}

@Suite struct ProgressNewsTests {
    private func progress(_ records: EventRecord...) -> RunProgress {
        var progress = RunProgress()
        for record in records { progress.add(record, at: .now) }
        return progress
    }

    private func status(_ status: String, _ reason: String? = nil, _ message: String? = nil) -> EventRecord {
        .sourceStatus(SourceStatusRecord(status: status, reason: reason, message: message))
    }

    @Test func `a change of state is news, and trouble unless the source is healthy`() {
        let lost = progress(status("reconnecting", "error", "nobody listens there"))
        let healthy = progress(status("healthy"))
        #expect(
            ProgressNews.between(healthy, lost).map(\.text) == ["source reconnecting (error: nobody listens there)"])
        #expect(ProgressNews.between(healthy, lost).map(\.isTrouble) == [true])
        #expect(ProgressNews.between(lost, healthy).map(\.isTrouble) == [false])
        #expect(ProgressNews.between(lost, lost).isEmpty)
        #expect(ProgressNews.between(nil, progress()).isEmpty)
    }

    @Test func `what is given up is told once, and once more when it is done again`() {
        let slow = progress(.overload(OverloadRecord(epoch: 0, start: .zero, shed: .analysis, isActive: true)))
        #expect(ProgressNews.between(progress(), slow).map(\.isTrouble) == [true])
        #expect(ProgressNews.between(slow, slow).isEmpty)
        #expect(ProgressNews.between(slow, progress()).map(\.isTrouble) == [false])
    }

    @Test func `the line of a live source tells its state, what was lost and how late it is`() {
        let gap = GapRecord(
            span: MediaSpan(epoch: 0, start: .zero, length: MediaTime(65, TimeBase(1, 1))), reason: "error")
        let lost = progress(.gap(gap), status("reconnecting", "error"))
        #expect(ProgressLine.text(lost, of: nil, after: 66) == "0:01:05  reconnecting  (error)  0:01:05 lost")
    }

    @Test func `the line of a file tells its share, the time left and the speed`() {
        let second = SnippetRecord(
            span: MediaSpan(epoch: 0, start: .zero, length: MediaTime(30, TimeBase(1, 1))), state: .silent)
        #expect(
            ProgressLine.text(progress(.snippet(second)), of: 120, after: 10)
                == "0:00:30 of 0:02:00  25 %  0:00:30 left  3.0x")
    }
}
