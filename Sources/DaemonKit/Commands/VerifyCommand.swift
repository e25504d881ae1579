import ArgumentParser
import Events
import Verification

/// `earshot verify`: whether events, video and source agree.
struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Proves that a source's events are whole and that its video and source agree with them.",
        discussion: """
            Events are one file, several of one source (those it was rotated into, in any order), or a folder; if that has \
            the events of several sources, each is verified by itself, and --video names the videos of all.

            Checks that every line is a valid event, that lines are numbered without a hole, that every second of the source \
            has exactly one state, that sounds begin and end in pairs and that masks, boxes and areas agree. With --video \
            the video is decoded to its end and every second has to hold the pictures and the sound its line tells of. With \
            --source the source is cut again and compared line by line; with both, their beginnings and ends are compared.

            Exit status: 0 consistent, be the run finished or not; 1 inconsistent; 2 unreadable.

            EXAMPLES
              earshot verify holiday.jsonl
              earshot verify holiday.jsonl --video holiday.annotated.mp4 --source holiday.mp4
              earshot verify yard.jsonl --video 'yard-*.mp4' --json | jq .findings
              earshot verify yard.*jsonl --video recordings/
              earshot verify recordings/ --video recordings/      every source that is recorded there
            """)

    @Argument(help: ArgumentHelp("The event files of one source, or a folder of them.", valueName: "events"))
    var events: [String]

    @Option(
        help: ArgumentHelp("The annotated video: a file, a quoted pattern or a folder.", valueName: "file|glob|folder"))
    var video: String?

    @Option(help: ArgumentHelp("The file that was watched.", valueName: "file"))
    var source: String?

    @Flag(name: .customLong("json"), help: "Print the result as a JSON object, for each source.")
    var printsJSON = false

    func run() throws {
        let verifications = try verified()
        for verification in verifications {
            let report = VerificationReport(verification)
            _ = try StandardOutput.write(line: (printsJSON ? report.json.text : report.text).utf8)
        }
        let bad = verifications.count { !$0.isConsistent }
        if verifications.count > 1, !printsJSON {
            let text = "\(verifications.count) sources: \(verifications.count - bad) consistent, \(bad) INCONSISTENT"
            _ = try StandardOutput.write(line: text.utf8)
        }
        if bad > 0 { throw ExitCode(1) }
    }

    private func verified() throws -> [Verification] {
        do {
            return try Verification.ofEach(
                events: events, besides: [ArchiveJournal.name], video: video, source: source)
        } catch {
            CommandOutput.error("\(error)")
            throw ExitCode(2)
        }
    }
}
