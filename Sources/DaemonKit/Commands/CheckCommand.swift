import ArgumentParser
import Bundles
import Media
import Specs
import Stages

/// `earshot check`: what specs say, before anything opens.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Validates pipeline specs and prints the graph, ring sizes and memory bound each makes.",
        discussion: """
            Opens nothing but the files given. Every problem is printed with its file, line and column, all at once; the \
            exit status is then 1.

            EXAMPLES
              earshot check Pipelines/*.yaml
              earshot check /etc/earshot      every .yaml file of a folder
              earshot check --keys            every key a spec may hold, as the page docs/pipeline-spec.md
            """)

    @Argument(help: ArgumentHelp("Pipeline specs, or folders of them.", valueName: "file.yaml"))
    var paths: [String] = []

    @Flag(name: .customLong("keys"), help: "Print every key with its values, default and meaning.")
    var printsKeys = false

    func validate() throws {
        if paths.isEmpty, !printsKeys { throw ValidationError("name at least one pipeline spec") }
    }

    func run() throws {
        if printsKeys { print(SpecReference.page, terminator: "") }
        var problems: [String] = []
        for path in PipelineSet.files(paths, &problems) {
            do throws(PipelineSpecError) {
                let spec = try PipelineSpec.load(path)
                Secrets.shared.protect(secretsOf: spec)
                print(Secrets.shared.removed(from: "\(path)\n\n\(report(on: spec))\n"))
            } catch {
                problems += error.problems.map(\.description)
            }
        }
        problems.forEach(CommandOutput.error)
        if !problems.isEmpty { throw ExitCode(1) }
    }

    /// The graph as the spec's model sizes it. A model that is not there is sized as the largest that is published, so
    /// that a spec can be checked where it does not run.
    private func report(on spec: PipelineSpec) -> CheckReport {
        do throws(BundleError) {
            let manifest = try ModelStore().find(spec.model.bundle).manifest
            return CheckReport(spec, network: NetworkSizes(manifest), networkName: "the model \(manifest.name)")
        } catch {
            return CheckReport(
                spec, network: .published,
                networkName: "the published ResNet-50 network, as the model cannot be read (\(error))")
        }
    }
}
