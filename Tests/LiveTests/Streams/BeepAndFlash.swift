import Foundation
import Media
import MediaTypes
import Snippets

/// Every second begins with one bright picture and a beep of 100 ms: what `ffmpeg` makes of that, and reading it back.
struct BeepAndFlash {
    /// Options of `ffmpeg` for an endless source in real time, ten pictures a second, H.264 and AAC, a key picture a second.
    static let feed = [
        "ffmpeg", "-v", "error", "-nostdin", "-re", "-f", "lavfi", "-i",
        "color=c=black:s=160x120:r=10,drawbox=c=white:t=fill:enable='lt(mod(t+0.01,1),0.1)'", "-re", "-f", "lavfi",
        "-i", "aevalsrc=exprs='0.5*sin(2*PI*1000*t)*lt(mod(t,1),0.1)':s=48000", "-c:v", "libx264", "-preset",
        "ultrafast", "-tune", "zerolatency", "-pix_fmt", "yuv420p", "-g", "10", "-bf", "0", "-c:a", "aac",
    ]

    /// Media times of the bright pictures and of the beginnings of the beeps, in seconds.
    private(set) var flashes: [Double] = []
    private(set) var beeps: [Double] = []
    private let span: ClosedRange<Double>
    private let pictureCount: Int

    /// - Parameter snippets: of one epoch.
    init(_ snippets: [Snippet]) throws {
        let converter = PictureConverter()
        for picture in snippets.flatMap(\.recording.pictures)
        where try converter.picture(from: picture.frame).isBright {
            flashes.append(picture.time.seconds)
        }
        for snippet in snippets {
            for index in snippet.waveform.samples.indices where abs(snippet.waveform.samples[index]) > 0.1 {
                let time = snippet.start.seconds + Double(index) / Double(Waveform.analysisRate)
                if time - (beeps.last ?? -1) > 0.5 { beeps.append(time) }
            }
        }
        span = (snippets.first?.start.seconds ?? 0)...(snippets.last.map { ($0.start + $0.duration).seconds } ?? 0)
        pictureCount = snippets.reduce(0) { $0 + $1.recording.pictures.count }
    }

    /// Pictures in a second.
    var pictureRate: Double { Double(pictureCount) / (span.upperBound - span.lowerBound) }

    /// How far apart picture and sound of each second are, in seconds; infinite where one is missing. Those at the ends may
    /// be cut.
    var skews: [Double] {
        flashes.filter { span.lowerBound + 0.2 < $0 && $0 < span.upperBound - 0.2 }.map { flash in
            beeps.map { abs($0 - flash) }.min() ?? .infinity
        }
    }

    /// Seconds from flash to flash.
    var intervals: [Double] { zip(flashes, flashes.dropFirst()).map { $1 - $0 } }
}

extension Picture {
    fileprivate var isBright: Bool { pixels.reduce(0) { $0 + Int($1) } > pixels.count * 128 }
}
