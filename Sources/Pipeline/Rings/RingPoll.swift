/// What a look into a ring finds.
enum RingPoll<Element> {
    case item(Element)
    case empty
    /// Closed by the producer and drained.
    case ended
    case abandoned
    case cancelled
}
