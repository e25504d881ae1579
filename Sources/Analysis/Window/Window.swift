/// A scheduled window with what its slots hold.
package struct Window<Element> {
    package let schedule: ScheduledWindow
    /// One element a slot, in the order of `schedule.slots`.
    package let elements: [Element]
}

extension Window: Sendable where Element: Sendable {}
