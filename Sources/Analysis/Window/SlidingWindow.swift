package import MediaTypes

/// Keeps the last five elements of a run, so that what is computed for a snippet is computed once and shared by every
/// window it sits in.
package struct SlidingWindow<Element> {
    package private(set) var schedule: WindowSchedule
    private var held: [(key: SnippetKey, element: Element)] = []

    package init(_ schedule: WindowSchedule) {
        self.schedule = schedule
    }

    /// See ``WindowSchedule/stride``.
    package var stride: Int {
        get { schedule.stride }
        set { schedule.stride = newValue }
    }

    /// Takes the element of the next snippet and gives the windows it completes. See ``WindowSchedule/append(_:)``.
    package mutating func append(_ element: Element, for key: SnippetKey) -> [Window<Element>] {
        let ended = schedule.continues(with: key) ? [] : endRun()
        if held.count == WindowSchedule.length { held.removeFirst() }
        held.append((key, element))
        return ended + schedule.append(key).map(window)
    }

    /// Ends the run, gives the windows left and forgets its elements. See ``WindowSchedule/endRun()``.
    package mutating func endRun() -> [Window<Element>] {
        defer { held = [] }
        return schedule.endRun().map(window)
    }

    private func window(_ scheduled: ScheduledWindow) -> Window<Element> {
        let elements = scheduled.slots.map { slot in
            guard let entry = held.first(where: { $0.key == slot }) else {
                preconditionFailure("window \(scheduled.from.index)–\(scheduled.to.index) reaches outside what was fed")
            }
            return entry.element
        }
        return Window(schedule: scheduled, elements: elements)
    }
}

extension SlidingWindow: Sendable where Element: Sendable {}
