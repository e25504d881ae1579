/// How many of some cases a statement holds for.
package struct Share: Sendable, Equatable, Encodable {
    package private(set) var hits = 0
    package private(set) var cases = 0

    /// Nil without cases.
    package var value: Double? { cases == 0 ? nil : Double(hits) / Double(cases) }

    mutating func count(_ isHit: Bool) {
        cases += 1
        hits += isHit ? 1 : 0
    }

    private enum CodingKeys: String, CodingKey {
        case hits, cases
        case value = "share"
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(hits, forKey: .hits)
        try container.encode(cases, forKey: .cases)
        try container.encode(value, forKey: .value)
    }
}
