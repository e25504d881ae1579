/// A number of bytes, with a binary unit.
struct ByteCountKind: SpecKind {
    let range: ClosedRange<Int>
    private static let units = [("KiB", 10), ("MiB", 20), ("GiB", 30), ("TiB", 40)]

    var name: String {
        "a size such as 512MiB, from \(text(of: range.lowerBound)) to \(text(of: range.upperBound))"
    }

    func read(_ text: String) throws(SpecComplaint) -> Int {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let unit = text.dropFirst(digits.count).drop { $0 == " " }
        guard let number = Int(digits), let shift = Self.shift(of: String(unit)) else { throw expected() }
        let (value, overflow) = number.multipliedReportingOverflow(by: 1 << shift)
        guard !overflow, range.contains(value) else { throw expected() }
        return value
    }

    func text(of value: Int) -> String {
        let unit = Self.units.last { value >= 1 << $0.1 && value.isMultiple(of: 1 << $0.1) }
        return unit.map { "\(value >> $0.1)\($0.0)" } ?? "\(value)"
    }

    private static func shift(of unit: String) -> Int? {
        unit.isEmpty || unit == "B" ? 0 : units.first { $0.0 == unit }?.1
    }
}
