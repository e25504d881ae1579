/// Whole seconds, with a unit.
struct DurationKind: SpecKind {
    let range: ClosedRange<Int>
    private static let units = [("s", 1), ("min", 60), ("h", 3_600), ("d", 86_400)]

    var name: String { "a time such as 10min, from \(text(of: range.lowerBound)) to \(text(of: range.upperBound))" }

    func read(_ text: String) throws(SpecComplaint) -> Int {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let unit = text.dropFirst(digits.count).drop { $0 == " " }
        guard let number = Int(digits), let seconds = Self.units.first(where: { $0.0 == unit })?.1 else {
            throw expected()
        }
        let (value, overflow) = number.multipliedReportingOverflow(by: seconds)
        guard !overflow, range.contains(value) else { throw expected() }
        return value
    }

    func text(of value: Int) -> String {
        let unit = Self.units.last { value >= $0.1 && value.isMultiple(of: $0.1) }
        return unit.map { "\(value / $0.1)\($0.0)" } ?? "\(value)s"
    }
}
