/// What is written. Without any output labels print readably on the standard output.
package struct OutputSpec: Sendable, Equatable {
    package var video = VideoSpec()
    package var events = EventsSpec()
    package var archive = ArchiveSpec()

    package init() {}
}
