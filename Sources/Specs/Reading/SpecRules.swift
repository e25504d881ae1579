import Pipeline

/// What no single key can tell: values that contradict each other, and rings too small for the graph.
struct SpecRules {
    let spec: PipelineSpec
    let isSet: (String) -> Bool

    /// Path of the key to blame, and what is wrong.
    typealias Finding = (path: String, message: String)

    var findings: [Finding] { contradictions + outputs + kept + rings }

    private var contradictions: [Finding] {
        var findings: [Finding] = []
        if !AddressPort.isPossible(in: spec.source.url) {
            findings.append(
                (
                    "source.url",
                    "source.url has a port that is no number from 1 to 65535; in a user or password @ is written %40, / %2F, "
                        + "? %3F, # %23"
                ))
        }
        if spec.source.videoStream == .none, spec.source.audioStream == .none {
            findings.append(
                ("source.audio_stream", "source.audio_stream and video_stream are both none: nothing to watch"))
        }
        if spec.model.usesOnlyWords, spec.model.words.isEmpty {
            findings.append(("model.only_words", "model.only_words needs model.words"))
        }
        if case .level = spec.model.wantedSilenceGate, spec.model.selection == .reference {
            findings.append(
                ("model.silence_gate_dbfs", "model.silence_gate_dbfs must be off in the reference selection"))
        }
        return findings
    }

    private var outputs: [Finding] {
        var findings: [Finding] = []
        if let video = spec.outputs.video.path {
            if video == spec.outputs.events.path {
                findings.append(("outputs.events.path", "outputs.events.path is outputs.video.path too"))
            }
            if video == spec.source.url {
                findings.append(("outputs.video.path", "outputs.video.path would overwrite the source"))
            }
        } else if spec.outputs.archive.folder == nil {
            let unused = SpecTable.video.filter { $0.path != "outputs.video.path" && isSet($0.path) }
            findings += unused.map { ($0.path, "\($0.path) has no effect without outputs.video.path") }
        }
        return findings + archive
    }

    private var archive: [Finding] {
        let single = [
            ("outputs.video.path", spec.outputs.video.path), ("outputs.events.path", spec.outputs.events.path),
        ]
        if spec.outputs.archive.folder == nil {
            return isSet("outputs.archive.video")
                ? [("outputs.archive.video", "outputs.archive.video has no effect without outputs.archive.folder")] : []
        }
        return single.filter { $0.1 != nil }.map { key, _ in
            (key, "\(key) is of one source; outputs.archive.folder names the outputs of many")
        }
    }

    /// Only finished files are removed, so there have to be some.
    private var kept: [Finding] {
        var findings: [Finding] = []
        let (video, events) = (spec.outputs.video, spec.outputs.events)
        if video.kept != RetentionSpec(), video.segmentSeconds == nil {
            findings.append(
                (
                    path(ofKept: video.kept, "outputs.video"),
                    "outputs.video.keep_for and keep_bytes need outputs.video.segment"
                ))
        }
        if events.kept != RetentionSpec(), events.rotationSeconds == nil, events.rotationBytes == nil {
            findings.append(
                (
                    path(ofKept: events.kept, "outputs.events"),
                    "outputs.events.keep_for and keep_bytes need rotate_every or rotate_bytes"
                ))
        }
        if events.path == nil || events.path == "-" {
            let unused = SpecTable.events.filter { $0.path != "outputs.events.path" && isSet($0.path) }
            findings += unused.map { ($0.path, "\($0.path) has no effect without a file in outputs.events.path") }
        }
        return findings
    }

    private func path(ofKept rule: RetentionSpec, _ section: String) -> String {
        section + (rule.seconds == nil ? ".keep_bytes" : ".keep_for")
    }

    private var rings: [Finding] {
        let dropping = RingName.allCases.filter { $0.carriesRecording && spec.rings[$0].whenFull == .dropOldest }
        let drops: [Finding] = dropping.map {
            (
                "rings.\($0.rawValue).when_full",
                "rings.\($0.rawValue).when_full must be wait: the recording passes there"
            )
        }
        return drops + StandardGraph(spec).plan.problems.map { (path(of: $0), $0.description) }
    }

    private func path(of problem: GraphProblem) -> String {
        switch problem {
        case .tooFewItems(let ring, _): "rings.\(ring.name).items"
        case .tooFewBytes(let ring, _): "rings.\(ring.name).bytes"
        default: "rings"
        }
    }
}
