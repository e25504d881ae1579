import Foundation
import MediaTypes

/// What a file's header says of one track.
struct MovieTrack {
    let identifier: UInt32
    let isVideo: Bool
    let timeBase: TimeBase
    /// Added to a sample's time it gives when the sample is shown (edit list, §8.6.6).
    let shift: Int64
    let defaultDuration: Int64

    /// All tracks of a movie box that can be understood.
    static func tracks(of movie: Box, in bytes: Data) -> [MovieTrack] {
        guard let header = bytes.first("mvhd", in: movie.content),
            let movieTimeBase = timeBase(of: header, in: bytes)
        else { return [] }
        let defaults = defaultDurations(of: movie, in: bytes)
        return bytes.boxes(in: movie.content).filter { $0.type == "trak" }.compactMap {
            MovieTrack($0, in: bytes, movieTimeBase: movieTimeBase, defaults: defaults)
        }
    }

    private init?(_ track: Box, in bytes: Data, movieTimeBase: TimeBase, defaults: [UInt32: Int64]) {
        guard let header = bytes.first("tkhd", in: track.content), let media = bytes.first("mdia", in: track.content),
            let mediaHeader = bytes.first("mdhd", in: media.content),
            let handler = bytes.first("hdlr", in: media.content),
            let timeBase = Self.timeBase(of: mediaHeader, in: bytes), var fields = FieldReader(bytes, header)
        else { return nil }
        fields.skip(fields.version == 0 ? 8 : 16)
        guard let identifier = fields.next(UInt32.self) else { return nil }
        self.identifier = identifier
        self.timeBase = timeBase
        isVideo = Self.isVideo(handler, in: bytes)
        defaultDuration = defaults[identifier] ?? 0
        shift = Self.shift(of: track, in: bytes, movieTimeBase: movieTimeBase, timeBase: timeBase)
    }

    private static func isVideo(_ handler: Box, in bytes: Data) -> Bool {
        guard var fields = FieldReader(bytes, handler) else { return false }
        fields.skip(4)
        return fields.next(UInt32.self) == 0x7669_6465  // "vide"
    }

    /// Movie and media headers begin alike.
    private static func timeBase(of header: Box, in bytes: Data) -> TimeBase? {
        guard var fields = FieldReader(bytes, header) else { return nil }
        fields.skip(fields.version == 0 ? 8 : 16)
        guard let scale = fields.next(UInt32.self), scale > 0 else { return nil }
        return TimeBase(1, Int64(scale))
    }

    /// An empty edit delays the track, the first other one says which of its samples is shown first.
    private static func shift(of track: Box, in bytes: Data, movieTimeBase: TimeBase, timeBase: TimeBase) -> Int64 {
        guard let edits = bytes.first("edts", in: track.content), let list = bytes.first("elst", in: edits.content),
            var fields = FieldReader(bytes, list), let count = fields.next(UInt32.self)
        else { return 0 }
        var delay: Int64 = 0
        for _ in 0..<min(count, 16) {
            guard let duration = fields.nextWide(), let time = fields.nextSignedWide() else { break }
            fields.skip(4)
            guard time < 0 else { return delay - time }
            delay += MediaTime(duration, movieTimeBase).rescaled(to: timeBase).ticks
        }
        return delay
    }

    private static func defaultDurations(of movie: Box, in bytes: Data) -> [UInt32: Int64] {
        guard let extends = bytes.first("mvex", in: movie.content) else { return [:] }
        var durations: [UInt32: Int64] = [:]
        for box in bytes.boxes(in: extends.content) where box.type == "trex" {
            guard var fields = FieldReader(bytes, box), let track = fields.next(UInt32.self) else { continue }
            fields.skip(4)
            durations[track] = fields.next(UInt32.self).map(Int64.init)
        }
        return durations
    }
}

extension FieldReader {
    /// As `nextWide`, for a field that may be negative.
    fileprivate mutating func nextSignedWide() -> Int64? {
        version == 0 ? next(UInt32.self).map { Int64(Int32(bitPattern: $0)) } : next(Int64.self)
    }
}
