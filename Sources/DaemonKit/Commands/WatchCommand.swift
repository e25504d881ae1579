import ArgumentParser
import Bundles
import Specs
import Stages

/// `earshot watch`: one source, from flags.
struct WatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch",
        abstract: "Watches a file or a live source, marks and names what sounds in it.",
        discussion: """
            Writes the annotated video with --video and the label events with --events. With neither, labels print readably \
            on the standard output. Existing outputs are refused unless --overwrite or --resume says otherwise.

            A file is read to its end. Addresses (rtsp, rtsps, rtmp, http, HLS, srt, udp, tcp) and devices (/dev/video0, \
            v4l2:, alsa:) are live: watched until Ctrl-C or SIGTERM, connected again for ever where they are lost.

            A word may carry synonyms (engine|motor: either is looked for), the name that is reported (animal=dog|cat) and the \
            score its labels need (motor@0.6). 'earshot words' shows how a model reads it.

            EXAMPLES
              earshot watch holiday.mp4
              earshot watch holiday.mp4 --video holiday.annotated.mp4 --events holiday.jsonl
              earshot watch holiday.mp4 --words "dog, fire engine" --events - | jq .labels
              earshot watch holiday.mp4 --words "animal=dog|cat, engine|motor@0.6"
              earshot watch holiday.mp4 --video v.mp4 --events e.jsonl --resume
              earshot watch recordings/ --into labelled/       every file of a folder; --resume goes on
              earshot watch 'cam-*.mkv' --into labelled/ --no-video
              earshot watch rtsp://camera/stream --words "dog, car" --video yard.mp4 --events yard.jsonl

            EXIT STATUS
              0 watched to the end; 1 refused or failed; 2 usage; 3 watched to the end, but parts of the source were damaged; \
            130 or 143 stopped by Ctrl-C or SIGTERM, to be continued with --resume (0 for a live source, which ends no other \
            way)
            """)

    @Argument(
        help: ArgumentHelp(
            "A media file, an address or a device; a folder or quoted pattern of files.", valueName: "source"))
    var source: String

    @OptionGroup(title: "Outputs")
    var outputs: WatchOutputFlags

    @OptionGroup(title: "Model")
    var model: WatchModelFlags

    @OptionGroup(title: "Source")
    var input: WatchSourceFlags

    @OptionGroup
    var cache: CacheFlags

    @Flag(help: "Say nothing but errors.")
    var quiet = false

    mutating func run() async throws {
        let spec = try spec()
        let status =
            if let files = try archive(spec) {
                try await ArchiveSession(
                    spec: spec, files: files, policy: outputs.policy, isQuiet: quiet, models: cache.models
                ).run()
            } else {
                try await WatchSession(spec: spec, policy: outputs.policy, isQuiet: quiet, models: cache.models).run()
            }
        if status != 0 { throw ExitCode(status) }
    }

    /// nil for a source of its own.
    private func archive(_ spec: PipelineSpec) throws -> ArchiveFiles? {
        let files = try ArchiveFiles(source)
        if files == nil, outputs.into != nil {
            throw ValidationError("--into is for a folder or a pattern of files")
        }
        if files != nil, outputs.into == nil {
            throw ValidationError("\(source) stands for many files: --into names the folder of their outputs")
        }
        return files
    }

    private func spec() throws -> PipelineSpec {
        var spec = PipelineSpec(watching: source)
        do throws(SpecFlagError) {
            let settings = outputs.settings + model.settings + input.settings
            for setting in settings { try spec.set(setting.key, to: setting.values, flag: setting.flag) }
            spec.settleDefaults { key in settings.contains { $0.key == key } }
        } catch {
            throw ValidationError(error.description)
        }
        if let contradiction = spec.contradictions.first { throw ValidationError(contradiction) }
        return spec
    }
}
