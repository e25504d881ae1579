import Foundation
import TestSupport

/// What `ffprobe` decodes of one stream, to be compared with.
struct ProbedStream {
    /// Presentation times of its frames in seconds, as far as they carry one.
    let times: [Double]
    let frameCount: Int
    /// Samples of all its frames, 0 for pictures.
    let sampleCount: Int
    /// End of the last frame, by its length.
    let end: Double

    init(_ path: String, stream: Int) throws {
        let data = try SyntheticMedia.run([
            "ffprobe", "-v", "quiet", "-select_streams", String(stream), "-show_entries",
            "stream=sample_rate:frame=best_effort_timestamp_time,pkt_duration_time,nb_samples", "-of", "json", path,
        ])
        let report = try JSONDecoder().decode(Report.self, from: data)
        let frames = report.frames
        frameCount = frames.count
        times = frames.compactMap { $0.time.flatMap(Double.init) }
        sampleCount = frames.reduce(0) { $0 + ($1.samples ?? 0) }
        let rate = report.streams.first?.rate.flatMap(Double.init) ?? 1
        let last = frames.last
        let length = last?.samples.map { Double($0) / rate } ?? last?.duration.flatMap(Double.init) ?? 0
        end = (times.last ?? 0) + length
    }

    private struct Report: Decodable {
        let frames: [Frame]
        let streams: [Stream]
    }

    private struct Stream: Decodable {
        let rate: String?

        enum CodingKeys: String, CodingKey {
            case rate = "sample_rate"
        }
    }

    private struct Frame: Decodable {
        let time: String?
        let duration: String?
        let samples: Int?

        enum CodingKeys: String, CodingKey {
            case time = "best_effort_timestamp_time"
            case duration = "pkt_duration_time"
            case samples = "nb_samples"
        }
    }
}
