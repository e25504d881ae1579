package import MediaTypes

/// Where a second stands in the annotated video.
package struct RecordedSpan: Sendable {
    /// Where it begins on the recording's clock, in milliseconds.
    package let start: MediaTime
    /// The file that holds it.
    package let file: String
    /// Where it begins on that file's own clock, in milliseconds.
    package let fileStart: MediaTime
    /// Pictures of the second that the video holds.
    package let pictures: Int
    /// Where the first of them stands, in milliseconds; nil where that is not known.
    package let firstPicture: MediaTime?
    /// Pictures of the second that the video does not hold.
    package let lostPictures: Int
}
