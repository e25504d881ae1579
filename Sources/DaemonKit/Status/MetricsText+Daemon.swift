import Events
import MediaTypes
import Snippets
import Stages

extension MetricsText {
    /// Everything a daemon tells; docs/metrics.md describes each family.
    init(_ status: DaemonStatus, process: ProcessFigures?) {
        add(
            "earshot_build_info", .gauge, "The version that runs.",
            [
                Sample(labels: [("version", EarshotVersion.text)], value: 1)
            ])
        add("earshot_ready", .gauge, "Whether every pipeline has begun.", [Sample(value: status.isReady ? 1 : 0)])
        add(
            "earshot_stuck_pipelines", .gauge, "Pipelines that run and do not move.",
            [
                Sample(value: Double(status.stuck.count))
            ])
        addPipelines(status.pipelines)
        addSources(status.pipelines)
        addTroubles(status.pipelines)
        if let process { add(process) }
    }

    private mutating func addPipelines(_ pipelines: [PipelineStatus]) {
        add(
            "earshot_pipeline_phase", .gauge, "1 for the phase a pipeline is in.",
            pipelines.flatMap { Self.oneOf(PipelineState.Phase.names, $0.phase.name, $0, label: "phase") })
        add(
            "earshot_ledger_seconds_total", .counter,
            "Seconds of the source told of, by their state; gap is time lost.",
            pipelines.flatMap { pipeline in
                Self.ledger(pipeline).map { Self.sample(pipeline, ("state", $0), $1) }
            })
        add(
            "earshot_damage_total", .counter, "What of the source could not be used.",
            pipelines.flatMap { pipeline in
                Self.damage(pipeline).map { Self.sample(pipeline, ("kind", $0), Double($1)) }
            })
        add(
            "earshot_delay_seconds", .gauge,
            "From the end of the last second told of, by the world's clock, to its line.",
            pipelines.compactMap { pipeline in
                pipeline.progress?.delay.map { Self.sample(pipeline, nil, $0 / .seconds(1)) }
            })
    }

    private mutating func addSources(_ pipelines: [PipelineStatus]) {
        let live = pipelines.compactMap { pipeline in pipeline.progress?.source.map { (pipeline, $0) } }
        add(
            "earshot_source_status", .gauge, "1 for the state a live source is in.",
            live.flatMap { Self.oneOf(SourceStatus.State.allCases.map(\.rawValue), $1.status, $0, label: "status") })
        add(
            "earshot_source_trouble", .gauge, "1 for the reason why a live source is not healthy.",
            live.flatMap { Self.oneOf(LossReason.ofSources.map(\.rawValue), $1.reason, $0, label: "reason") })
        add(
            "earshot_source_connections_total", .counter, "How often a live source has been connected.",
            live.map { pipeline, _ in Self.sample(pipeline, nil, Double(pipeline.progress?.connections ?? 0)) })
    }

    private mutating func addTroubles(_ pipelines: [PipelineStatus]) {
        let running = pipelines.compactMap { pipeline in pipeline.progress.map { (pipeline, $0) } }
        add(
            "earshot_overload", .gauge, "1 for what is given up because the machine is too slow.",
            running.flatMap { pipeline, progress in
                OverloadRecord.Shed.allCases.map {
                    Self.sample(pipeline, ("shed", $0.rawValue), progress.shed.contains($0) ? 1 : 0)
                }
            })
        add(
            "earshot_output_failing", .gauge, "1 for an output that cannot be written.",
            running.flatMap { pipeline, progress in
                OutputStatusRecord.Output.allCases.map {
                    Self.sample(pipeline, ("output", $0.rawValue), progress.failing.contains($0) ? 1 : 0)
                }
            })
    }

    private mutating func add(_ process: ProcessFigures) {
        add("process_resident_memory_bytes", .gauge, "Resident memory.", [Sample(value: Double(process.residentBytes))])
        add("process_open_fds", .gauge, "Open file descriptors.", [Sample(value: Double(process.descriptors))])
        add("process_threads", .gauge, "Threads.", [Sample(value: Double(process.threads))])
        add("process_cpu_seconds_total", .counter, "Time on the cores.", [Sample(value: process.cpuSeconds)])
    }
}

extension MetricsText {
    private static func ledger(_ pipeline: PipelineStatus) -> [(String, Double)] {
        guard let ledger = pipeline.progress?.ledger else { return [] }
        return SnippetState.allCases.map { ($0.rawValue, ledger[$0].seconds) } + [("gap", ledger.gaps.seconds)]
    }

    private static func damage(_ pipeline: PipelineStatus) -> [(String, Int)] {
        guard let damage = pipeline.progress?.damage else { return [] }
        return [
            ("video_errors", damage.videoErrors), ("audio_errors", damage.audioErrors),
            ("concealed_pictures", damage.concealedPictures), ("late_pictures", damage.latePictures),
        ]
    }

    /// A sample for each name, 1 for the one that holds.
    private static func oneOf(
        _ names: [String], _ holding: String?, _ pipeline: PipelineStatus, label: String
    ) -> [Sample] {
        names.map { sample(pipeline, (label, $0), $0 == holding ? 1 : 0) }
    }

    private static func sample(
        _ pipeline: PipelineStatus, _ label: (name: String, value: String)?, _ value: Double
    ) -> Sample {
        Sample(labels: [("pipeline", pipeline.id)] + (label.map { [$0] } ?? []), value: value)
    }
}
