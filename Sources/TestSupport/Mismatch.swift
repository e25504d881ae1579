/// The first disagreement of a tensor with its reference.
package struct Mismatch: Sendable, CustomStringConvertible {
    package let name: String
    package let detail: String

    package init(name: String, detail: String) {
        self.name = name
        self.detail = detail
    }

    package var description: String { "\(name): \(detail)" }

    /// Compares number by number; NaN never agrees.
    static func first(
        _ name: String, found: (Int) -> Float, expected: [Float], allowed: Double, index: (Int) -> Int
    ) -> Mismatch? {
        var failures = 0
        var first: Int?
        var largest = 0.0
        for position in expected.indices {
            let difference = abs(Double(found(index(position))) - Double(expected[position]))
            guard !(difference <= allowed) else { continue }
            failures += 1
            largest = max(largest, difference)
            first = first ?? position
        }
        return first.map { position in
            Mismatch(
                name: name,
                detail: "element \(index(position)) is \(found(index(position))) instead of \(expected[position]); "
                    + "\(failures) of \(expected.count) differ by more than \(allowed), at most by \(largest)")
        }
    }
}
