/// A number in a range.
struct NumberKind: SpecKind {
    let range: ClosedRange<Double>

    var name: String { "a number from \(text(of: range.lowerBound)) to \(text(of: range.upperBound))" }

    func read(_ text: String) throws(SpecComplaint) -> Double {
        guard let value = Double(text), range.contains(value) else { throw expected() }
        return value
    }

    func text(of value: Double) -> String {
        value.rounded() == value ? "\(Int(value))" : "\(value)"
    }
}
