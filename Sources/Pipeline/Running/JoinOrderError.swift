/// A branch delivered keys out of order to a join.
package struct JoinOrderError: Error, Sendable, CustomStringConvertible {
    package let join: String
    package let ring: String
    package let key: String
    package let after: String

    package var description: String {
        "keys must rise, but ring \"\(ring)\" delivered \(key) after \(after) to join \"\(join)\""
    }
}
