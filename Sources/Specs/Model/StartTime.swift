package import struct Foundation.Date

/// Where the world's time of a recording comes from.
package enum StartTime: Sendable, Hashable {
    /// The creation time in the container; null if it has none.
    case container
    case none
    case at(Date)
    /// A `strptime` pattern the file's name is read by.
    case named(String)
}
