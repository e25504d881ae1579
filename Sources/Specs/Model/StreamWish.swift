/// Which of a container's streams of one kind is watched.
package enum StreamWish: Sendable, Hashable {
    case best
    case none
    /// By the number FFmpeg gives it.
    case index(Int)
}
