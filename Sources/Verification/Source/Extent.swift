/// Where pictures and sound begin and end, in microseconds.
struct Extent {
    private(set) var pictures: Range<Int64>?
    private(set) var sound: Range<Int64>?
    /// How long one picture is: the longest duration stated, or the time between the last two where that is more.
    var pictureLength: Int64 { max(longestPicture, lastStep) }
    /// The longest piece of sound: one frame of the codec.
    private(set) var longestSound: Int64 = 0
    private var longestPicture: Int64 = 0
    private var lastStep: Int64 = 0
    private var lastPicture: Int64?

    mutating func addPicture(_ start: Int64, end: Int64) {
        pictures = Self.union(pictures, start..<max(start, end))
        lastStep = lastPicture.map { abs(start - $0) } ?? 0
        lastPicture = start
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
