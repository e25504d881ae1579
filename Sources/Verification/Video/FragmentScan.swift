import Foundation

/// The fragments of an MP4 as its boxes say, without decoding (ISO/IEC 14496-12, §8.8).
struct FragmentScan {
    struct Fragment: Equatable {
        /// From its `moof` to the end of its media.
        let bytes: Range<UInt64>
        /// Its own number, rising by one from fragment to fragment.
        let sequence: UInt32
        /// Where each track's media in it begins, by track number, in ticks of the track.
        let decodeTimes: [UInt32: UInt64]
    }

    private(set) var fragments: [Fragment] = []
    /// Bytes at the end that are no whole fragment.
    let tornBytes: UInt64
    /// Bytes before them.
    let wholeBytes: UInt64

    /// - Throws: `VerificationError.unreadable`.
    init(path: String) throws {
        var file = try BoxFile(path: path)
        var pending: (start: UInt64, sequence: UInt32, decodeTimes: [UInt32: UInt64])?
        while let box = try file.next() {
            switch box.type {
            case "moof":
                let content = try file.content(of: box)
                pending = (box.start, Self.sequence(content), Self.decodeTimes(content))
            case "mdat":
                guard let moof = pending else { continue }
                fragments.append(
                    Fragment(bytes: moof.start..<box.end, sequence: moof.sequence, decodeTimes: moof.decodeTimes))
                pending = nil
            default: continue
            }
        }
        wholeBytes = pending?.start ?? file.position
        tornBytes = file.size - wholeBytes
    }

    /// What is wrong with the order of the fragments.
    func problems() -> [String] {
        zip(fragments, fragments.dropFirst()).compactMap { earlier, later in
            let expected = earlier.sequence &+ 1
            guard later.sequence == expected else {
                return "fragment \(later.sequence) follows fragment \(earlier.sequence)"
            }
            let early = later.decodeTimes.keys.sorted().first { track in
                earlier.decodeTimes[track].map { $0 >= later.decodeTimes[track] ?? 0 } ?? false
            }
            return early.map { "fragment \(later.sequence) begins no later than the one before on track \($0)" }
        }
    }

    private static func sequence(_ moof: Data) -> UInt32 {
        BoxList(moof).first("mfhd").flatMap { $0.integer(at: 4) } ?? 0
    }

    private static func decodeTimes(_ moof: Data) -> [UInt32: UInt64] {
        var times: [UInt32: UInt64] = [:]
        for fragment in BoxList(moof).all("traf") {
            let boxes = BoxList(fragment)
            guard let header = boxes.first("tfhd"), let track: UInt32 = header.integer(at: 4),
                let time = boxes.first("tfdt"), let version = time.first
            else { continue }
            times[track] =
                version == 1 ? time.integer(at: 4) : time.integer(at: 4).map { (short: UInt32) in UInt64(short) }
        }
        return times
    }
}
