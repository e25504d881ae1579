/// What is known of the seconds of an epoch that have not been given out.
struct OpenSeconds {
    struct Second {
        var pictures = PictureSecond()
        var sound: [RecordedSound] = []
        var damage = SnippetDamage()
        var trimmed = 0
    }

    /// The next to be given out.
    private(set) var next = 0
    private var seconds: [Int: Second] = [:]

    var firstWithPicture: Int? { withPictures.min() }
    var lastWithPicture: Int? { withPictures.max() }

    private var withPictures: some Sequence<Int> { seconds.lazy.filter { $0.value.pictures.key != nil }.map(\.key) }

    func hasPicture(_ second: Int) -> Bool { seconds[second]?.pictures.key != nil }

    /// Changes what is known of a second; what belongs to one already given out, or to none, goes to the next.
    mutating func note(_ second: Int?, _ change: (inout Second) -> Void) {
        change(&seconds[max(second ?? next, next), default: Second()])
    }

    /// Gives the next second out.
    mutating func takeNext() -> Second {
        defer { next += 1 }
        return seconds.removeValue(forKey: next) ?? Second()
    }

    /// Leaves out the seconds before `end`, in which nothing was: what is known of them belongs to it.
    mutating func skip(to end: Int) {
        next = end
        for second in seconds.keys.filter({ $0 < end }).sorted(by: >) {
            guard let empty = seconds.removeValue(forKey: second) else { continue }
            note(end) {
                $0.damage += empty.damage
                $0.sound = empty.sound + $0.sound
            }
        }
    }

    /// Sound packets and damage that stand after the last second that exists belong to it.
    mutating func gather(after last: Int) {
        for second in seconds.keys.filter({ $0 > last }).sorted() {
            guard let rest = seconds.removeValue(forKey: second) else { continue }
            seconds[last, default: Second()].sound += rest.sound
            seconds[last, default: Second()].damage += rest.damage
        }
    }
}
