/// Where pictures and sound begin and end, in microseconds.
struct Extent {
    private(set) var pictures: Range<Int64>?
    private(set) var sound: Range<Int64>?
    /// The longest picture and the longest piece of sound: how exactly ends can agree.
    private(set) var longestPicture: Int64 = 0
    private(set) var longestSound: Int64 = 0

    mutating func addPicture(_ start: Int64, end: Int64) {
        pictures = Self.union(pictures, start..<max(start, end))
        longestPicture = max(longestPicture, end - start)
    }

    mutating func addSound(_ start: Int64, end: Int64) {
        sound = Self.union(sound, start..<max(start, end))
        longestSound = max(longestSound, end - start)
    }

    private static func union(_ old: Range<Int64>?, _ new: Range<Int64>) -> Range<Int64> {
        guard let old else { return new }
        return min(old.lowerBound, new.lowerBound)..<max(old.upperBound, new.upperBound)
    }
}
