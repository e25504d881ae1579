/// A whole number in a range.
struct IntegerKind: SpecKind {
    let range: ClosedRange<Int>

    var name: String {
        range.upperBound == .max
            ? "an integer from \(range.lowerBound)" : "an integer from \(range.lowerBound) to \(range.upperBound)"
    }

    func read(_ text: String) throws(SpecComplaint) -> Int {
        guard let value = Int(text), range.contains(value) else { throw expected() }
        return value
    }

    func text(of value: Int) -> String { "\(value)" }
}
