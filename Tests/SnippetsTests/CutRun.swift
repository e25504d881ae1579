import Foundation
import Media
import MediaTypes
import Snippets

/// Everything one read of an input gives, for tests to look at.
struct CutRun {
    let source: SourceDescription
    private(set) var epochs: [Epoch] = []
    private(set) var snippets: [Snippet] = []
    private(set) var gaps: [Gap] = []
    private(set) var notices: [MediaNotice] = []

    init(
        _ path: String, from: SnippetKey? = nil,
        configure: (inout MediaReaderOptions, inout CutOptions) -> Void = { _, _ in }
    ) throws {
        var reading = MediaReaderOptions()
        var cutting = CutOptions()
        reading.from = from
        cutting.from = from
        configure(&reading, &cutting)
        let reader = try MediaReader(path, options: reading)
        source = reader.source
        var cutter = SnippetCutter(reader.source, options: cutting)
        while let item = try reader.next() { add(try cutter.add(item)) }
        add(try cutter.finish())
    }

    private mutating func add(_ items: [CutItem]) {
        for item in items {
            switch item {
            case .epochBegan(let epoch): epochs.append(epoch)
            case .snippet(let snippet): snippets.append(snippet)
            case .gap(let gap): gaps.append(gap)
            case .notice(let notice): notices.append(notice)
            case .status, .watched: break
            }
        }
    }

    /// The states of the seconds of an epoch: `b`oth, `v`ideo only, `s`ound only, `-` gap.
    func states(ofEpoch epoch: Int = 0) -> String {
        var states: [Int: Character] = [:]
        for snippet in snippets where snippet.key.epoch == epoch {
            let hasPicture = snippet.keyPicture != nil
            states[snippet.key.index] = hasPicture ? (snippet.soundSamples > 0 ? "b" : "v") : "s"
        }
        for gap in gaps where gap.epoch == epoch {
            for second in gap.span.lowerBound.wholeSecond..<gap.span.upperBound.wholeSecond {
                states[Int(second)] = "-"
            }
        }
        return String((0..<(states.keys.max() ?? -1) + 1).map { states[$0] ?? "?" })
    }

    var pictureCount: Int { snippets.reduce(0) { $0 + $1.recording.pictures.count } }
    var lastEnd: MediaTime? { snippets.last.map { $0.start + $0.duration } }

    /// One line for each snippet that tells every bit of it apart.
    func digests(from key: SnippetKey = SnippetKey(epoch: 0, index: 0)) throws -> [String] {
        let converter = PictureConverter()
        return try snippets.filter { $0.key >= key }.map { try Self.digest($0, converter) }
    }

    private static func digest(_ snippet: Snippet, _ converter: PictureConverter) throws -> String {
        var hash = Digest()
        snippet.waveform.samples.withUnsafeBytes { hash.add($0) }
        if let key = snippet.keyPicture { try converter.picture(from: key).pixels.withUnsafeBytes { hash.add($0) } }
        for picture in snippet.recording.pictures {
            try converter.picture(from: picture.frame).pixels.withUnsafeBytes { hash.add($0) }
        }
        let times =
            snippet.recording.pictures.map { "\($0.time.seconds)" }
            + snippet.recording.sound.map { "\($0.time.seconds)" }
        return
            "\(snippet.key) \(snippet.duration.seconds) \(snippet.isLastOfEpoch) \(snippet.soundSamples) \(snippet.missing) "
            + "\(snippet.trimmed) \(snippet.damage) \(snippet.keyPicture?.pts.seconds ?? -1) \(hash.value) \(times)"
    }
}

/// FNV-1a, 64 bits.
private struct Digest {
    private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

    mutating func add(_ bytes: UnsafeRawBufferPointer) {
        for byte in bytes { value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    }
}
