import Foundation
import TestSupport

/// What FFmpeg's own tools see when a file is played.
struct Playback {
    /// Seconds at which pictures are shown.
    let pictures: [Double]
    /// Seconds at which decoded runs of samples begin, and end.
    let sound: [ClosedRange<Double>]
    /// Everything the tools have to complain about.
    let warnings: String

    /// - Parameters: streams by their index in the container; nil for the first of the kind.
    init(_ path: String, video: Int? = nil, audio: Int? = nil) throws {
        let (video, audio) = (video.map(String.init) ?? "v:0", audio.map(String.init) ?? "a:0")
        pictures = try Self.rows(path, video, "best_effort_timestamp_time").compactMap { $0.first }
        let rate = try Self.rows(path, audio, nil, "stream=sample_rate").first?.first ?? 1
        sound = try Self.rows(path, audio, "best_effort_timestamp_time,nb_samples").compactMap { row in
            row.count == 2 ? row[0]...row[0] + row[1] / rate : nil
        }
        let command = "ffmpeg -v warning -nostdin -i '\(path)' -f null - 2>&1; ffprobe -v warning '\(path)' 2>&1"
        warnings = String(decoding: try SyntheticMedia.run(["sh", "-c", command]), as: UTF8.self)
    }

    /// Mean distance of pictures, and the longest run of samples.
    var pictureLength: Double {
        guard let first = pictures.first, let last = pictures.last, pictures.count > 1 else { return 0 }
        return (last - first) / Double(pictures.count - 1)
    }
    var soundLength: Double { sound.map { $0.upperBound - $0.lowerBound }.max() ?? 0 }

    var soundStart: Double? { sound.first?.lowerBound }
    var soundEnd: Double? { sound.last?.upperBound }
    var start: Double { min(pictures.first ?? .infinity, soundStart ?? .infinity) }
    /// How much later the sound begins than the pictures.
    var offset: Double? { soundStart.flatMap { start in pictures.first.map { start - $0 } } }

    /// Hashes of the packets' payloads.
    static func packetHashes(_ path: String, _ stream: String) throws -> [String] {
        let command = ["ffprobe", "-v", "error", "-select_streams", stream, "-show_packets", "-show_data_hash", "md5"]
        let output = try SyntheticMedia.run(command + ["-show_entries", "packet=data_hash", "-of", "csv=p=0", path])
        return String(decoding: output, as: UTF8.self).split { $0.isNewline || $0 == "," }
            .filter { $0.hasPrefix("MD5:") }.map(String.init)
    }

    private static func rows(
        _ path: String, _ stream: String, _ fields: String?, _ entries: String? = nil
    ) throws -> [[Double]] {
        let entries = entries ?? "frame=\(fields ?? "")"
        let output = try SyntheticMedia.run([
            "ffprobe", "-v", "error", "-select_streams", stream, "-show_entries", entries, "-of", "csv=p=0", path,
        ])
        return String(decoding: output, as: UTF8.self).split(whereSeparator: \.isNewline).map { line in
            line.split(separator: ",").compactMap { Double($0) }
        }
    }
}
