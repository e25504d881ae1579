import Foundation
package import MediaTypes

/// One whole fragment of a recording and when it is shown.
package struct MovieFragment: Sendable {
    /// Where it lies in the file.
    package let bytes: Range<Int>
    package let pictures: Range<MediaTime>?
    package let sound: Range<MediaTime>?

    /// An instant inside the snippet it holds. Encoded sound reaches up to two codec frames into the second before, so
    /// sound alone is judged by its middle.
    var instant: MediaTime? {
        if let pictures { return pictures.lowerBound }
        return sound.map { sound in
            let half = (sound.upperBound - sound.lowerBound).ticks / 2
            return sound.lowerBound + MediaTime(half, sound.upperBound.timeBase)
        }
    }

    /// - Parameter box: the movie fragment box.
    init(_ box: Box, bytes range: Range<Int>, in data: Data, tracks: [MovieTrack]) {
        bytes = range
        var spans: [Bool: Range<MediaTime>] = [:]
        for part in data.boxes(in: box.content) where part.type == "traf" {
            guard let (track, span) = Self.span(of: part, in: data, tracks: tracks) else { continue }
            spans[track.isVideo] = span
        }
        pictures = spans[true]
        sound = spans[false]
    }

    private static func span(of part: Box, in data: Data, tracks: [MovieTrack]) -> (MovieTrack, Range<MediaTime>)? {
        guard let header = data.first("tfhd", in: part.content), var fields = FieldReader(data, header),
            let identifier = fields.next(UInt32.self), let track = tracks.first(where: { $0.identifier == identifier }),
            let decodeTime = data.first("tfdt", in: part.content), var time = FieldReader(data, decodeTime),
            let begin = time.nextWide()
        else { return nil }
        if fields.flags & 0x1 != 0 { fields.skip(8) }
        if fields.flags & 0x2 != 0 { fields.skip(4) }
        let own = fields.flags & 0x8 != 0 ? fields.next(UInt32.self).map(Int64.init) : nil
        let runs = data.boxes(in: part.content).filter { $0.type == "trun" }
        let length = runs.reduce(0) { $0 + duration(of: $1, in: data, each: own ?? track.defaultDuration) }
        let start = MediaTime(begin + track.shift, track.timeBase)
        return (track, start..<start + MediaTime(length, track.timeBase))
    }

    /// The durations of a run of samples (§8.8.8).
    private static func duration(of run: Box, in data: Data, each standard: Int64) -> Int64 {
        guard var fields = FieldReader(data, run), let count = fields.next(UInt32.self) else { return 0 }
        guard fields.flags & 0x100 != 0 else { return Int64(count) * standard }
        fields.skip((fields.flags & 0x1 != 0 ? 4 : 0) + (fields.flags & 0x4 != 0 ? 4 : 0))
        let rest = (fields.flags & 0xE00).nonzeroBitCount * 4
        var total: Int64 = 0
        for _ in 0..<count {
            guard let duration = fields.next(UInt32.self) else { break }
            total += Int64(duration)
            fields.skip(rest)
        }
        return total
    }
}
