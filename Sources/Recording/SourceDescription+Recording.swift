import Media
import Snippets

extension SourceDescription {
    /// Whether the pictures and the sound of both are of one kind for a recording.
    func recordsAlike(_ other: SourceDescription) -> Bool {
        guard video?.displayedWidth == other.video?.displayedWidth,
            video?.displayedHeight == other.video?.displayedHeight
        else { return false }
        switch (sound?.codecParameters, other.sound?.codecParameters) {
        case (let one?, let two?): return one.describesSameSound(as: two)
        case (nil, nil): return true
        case (nil, _), (_, nil): return false
        }
    }
}
