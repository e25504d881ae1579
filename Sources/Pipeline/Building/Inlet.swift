/// A port and the ring between it and its consumer.
package struct Inlet<Element: Sendable> {
    let port: Port<Element>
    let plan: RingPlan
    let bytes: @Sendable (Element) -> Int
    let onDrop: @Sendable (Element) -> Void
}
