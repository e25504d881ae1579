import Media
import MediaTypes
import Snippets

/// How far the video's sound stands from where the source's stands, measured by what is heard.
struct SoundAlignment {
    /// The loudest whole seconds of the source, by where they begin in the video.
    private var excerpts: [SoundExcerpt] = []
    private static let excerptCount = 8

    /// - Parameter start: where the second begins in the video, in microseconds.
    mutating func add(_ snippet: Snippet, start: Int64) {
        guard snippet.soundSamples == Waveform.analysisRate else { return }
        let excerpt = SoundExcerpt(second: snippet.waveform.samples, start: start)
        guard excerpt.energy > 0 else { return }
        excerpts.append(excerpt)
        guard excerpts.count > Self.excerptCount,
            let quietest = excerpts.indices.min(by: { excerpts[$0].energy < excerpts[$1].energy })
        else { return }
        excerpts.remove(at: quietest)
    }

    /// The median of how much later the excerpts stand in the files of the video, in microseconds; nil where none is found.
    ///
    /// - Parameter files: an address and what its own clock has to be moved by, in microseconds, to be the video's.
    func lag(in files: [(address: String, offset: Int64)]) throws -> Int64? {
        var lags: [Int] = []
        for file in files { lags += try self.lags(in: file.address, offset: file.offset) }
        guard !lags.isEmpty else { return nil }
        return Int64(lags.sorted()[lags.count / 2]) * 1_000_000 / Int64(Waveform.analysisRate)
    }

    /// The file is cut into seconds as a source is, two of which are looked at together.
    private func lags(in address: String, offset: Int64) throws -> [Int] {
        var options = MediaReaderOptions()
        options.videoStream = .none
        let reader = try MediaReader(address, options: options)
        var cutter = SnippetCutter(reader.source)
        var sliding = SlidingSound(offset: offset)
        var lags: [Int] = []
        while let item = try reader.next() { lags += sliding.add(try cutter.add(item), excerpts) }
        return lags + sliding.add(try cutter.finish(), excerpts)
    }
}

/// The last two seconds of a file's sound.
private struct SlidingSound {
    /// The file's own clock to the video's, in microseconds.
    let offset: Int64
    private var zero: Int64 = 0
    private var sound: [Float] = []
    private var end = 0

    init(offset: Int64) { self.offset = offset }

    mutating func add(_ items: [CutItem], _ excerpts: [SoundExcerpt]) -> [Int] {
        items.flatMap { item -> [Int] in
            switch item {
            case .epochBegan(let epoch):
                zero = offset + (epoch.soundStart?.microseconds ?? 0)
                sound = []
                return []
            case .snippet(let snippet): return add(snippet, excerpts)
            case .gap, .notice, .status, .watched: return []
            }
        }
    }

    private mutating func add(_ snippet: Snippet, _ excerpts: [SoundExcerpt]) -> [Int] {
        let rate = Waveform.analysisRate
        let start = Int((Double(zero + snippet.start.microseconds) * Double(rate) / 1e6).rounded())
        let before = start == end ? sound.suffix(rate) : []
        sound = before + snippet.waveform.samples
        end = start + rate
        let begin = end - sound.count
        // Each excerpt is looked for once: where its last possible place first lies inside.
        return excerpts.compactMap { excerpt in
            let needed = excerpt.position + SoundExcerpt.count + SoundExcerpt.reach
            return (start..<end).contains(needed - 1) ? excerpt.lag(in: sound, from: begin) : nil
        }
    }
}
