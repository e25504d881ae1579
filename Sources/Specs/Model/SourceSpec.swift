/// What is watched.
package struct SourceSpec: Sendable, Equatable {
    /// Names the source in every event; nil: made from `url`.
    package var id: String?
    package var url = ""
    /// Lines `NAME=value` that `${NAME}` may stand for; nil: none.
    package var credentialsFile: String?
    package var videoStream = StreamWish.best
    package var audioStream = StreamWish.best
    package var startTime = StartTime.container
    package var maximumPicture = PictureSize(width: 7_680, height: 4_320)
    /// Cap of one second's pictures and sound, in bytes.
    package var maximumSnippetBytes = 256 << 20

    package init() {}
}
