import ArgumentParser
import Events
import Glibc

/// `earshot tail`: an event file as people read it.
struct TailCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tail",
        abstract: "Prints an event file for people to read, and follows it as it grows.",
        discussion: """
            One line a second: the world's time where it is known, the place in the source, the level of the sound, a column \
            for each sound that lasts, and what was labelled. Without --follow it ends with the file. With --follow it goes \
            on over renamed and cut files until Ctrl-C, or until the stop line of a file that was watched to its end.

            EXAMPLES
              earshot tail yard.jsonl                     everything so far
              earshot tail -f yard.jsonl --label dog      wait for the dog
              earshot tail yard.jsonl --since 3600        from the second hour on
              earshot tail yard.jsonl --since 2026-11-22T20:00:00Z
              earshot tail yard.jsonl --label dog --json | jq .start_s
              earshot watch clip.mp4 --events - | earshot tail -
            """)

    @Argument(help: ArgumentHelp("An event file, or - for the standard input.", valueName: "file"))
    var path: String

    @Flag(name: [.short, .customLong("follow")], help: "Wait for more lines at the file's end.")
    var follows = false

    @Option(
        name: .customLong("label"), parsing: .singleValue,
        help: ArgumentHelp("Only seconds and sounds with this label. May be given several times.", valueName: "word"))
    var labels: [String] = []

    @Option(
        help: ArgumentHelp("Only from this time on: RFC 3339, or seconds of media time.", valueName: "time|seconds"),
        transform: since)
    var since: EventFilter.Since?

    @Flag(name: .customLong("json"), help: "Print the lines as they stand in the file.")
    var printsLines = false

    func run() throws {
        signal(SIGINT) { _ in _exit(0) }
        var tail = try EventTail(path: path)
        var view = TailView(
            path: path, filter: EventFilter(labels: labels, since: since), printsLines: printsLines)
        while true {
            switch try tail.next() {
            case .line(let bytes):
                guard try view.show(bytes) else { return }
            case .notice(let text): CommandOutput.warning(text)
            case .waiting:
                guard follows, path != EventLog.standardOutput, !view.isFinished else { return }
                EventTail.pause()
            }
        }
    }

    private static func since(_ text: String) throws -> EventFilter.Since {
        guard let since = EventFilter.Since(parsing: text) else {
            throw ValidationError("\(text) is neither an RFC 3339 time nor a number of seconds")
        }
        return since
    }
}

/// What `earshot tail` shows of each line.
private struct TailView {
    let path: String
    var filter: EventFilter
    let printsLines: Bool
    private var formatter = EventFormatter(isColored: StandardOutput.isColored)
    private var lineNumber = 0
    private var isFile = false
    /// The last line is the `stop` line of a file that was watched.
    private(set) var isFinished = false

    init(path: String, filter: EventFilter, printsLines: Bool) {
        self.path = path
        self.filter = filter
        self.printsLines = printsLines
    }

    /// - Returns: false where nobody reads any more.
    mutating func show(_ bytes: ArraySlice<UInt8>) throws -> Bool {
        lineNumber += 1
        let line: EventLine
        do throws(EventError) {
            line = try EventLine(parsing: bytes)
        } catch {
            CommandOutput.warning("\(EventError.line(path: path, number: lineNumber, cause: error))")
            return true
        }
        remember(line.record)
        let isShown = filter.admits(line)
        let text = formatter.text(for: line)
        guard isShown else { return true }
        if printsLines { return try StandardOutput.write(line: bytes) }
        return try text.map { try StandardOutput.write(line: $0.utf8) } ?? true
    }

    private mutating func remember(_ record: EventRecord) {
        switch record {
        case .start(let start):
            isFile = start.source.kind == .file
            isFinished = false
        case .stop: isFinished = isFile
        default: isFinished = false
        }
    }
}
