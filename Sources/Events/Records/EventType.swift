/// The types of line a source's file holds.
package enum EventType: String, Sendable, CaseIterable {
    case start
    case snippet
    case gap
    case soundBegin = "sound_begin"
    case soundUpdate = "sound_update"
    case soundEnd = "sound_end"
    case sourceStatus = "source_status"
    case outputStatus = "output_status"
    case vocabulary
    case overload
    case heartbeat
    case stop
}
