/// How much later the packets of each track arrive, against their timestamps, than when the connection began. A sender whose
/// clock is fast comes out negative; where the two differ, picture and sound drift apart.
package struct ClockDrift: Sendable, Hashable {
    package let video: Duration?
    package let sound: Duration?

    /// nil where neither is known.
    package init?(video: Duration?, sound: Duration?) {
        guard video != nil || sound != nil else { return nil }
        self.video = video
        self.sound = sound
    }
}
