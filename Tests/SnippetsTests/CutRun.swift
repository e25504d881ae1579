import Foundation
import Media
import MediaTypes
import Snippets

/// Everything one read of an input gives, for tests to look at.
struct CutRun {
    var source: SourceDescription
    var epochs: [Epoch] = []
    var snippets: [Snippet] = []
    var gaps: [Gap] = []
    var notices: [MediaNotice] = []

    init(
        _ path: String, from: SnippetKey? = nil, timeout: Duration = .seconds(60),
        configure: (inout MediaReaderOptions, inout CutOptions) -> Void = { _, _ in }
    ) throws {
        var reading = MediaReaderOptions()
        var cutting = CutOptions()
        reading.readTimeout = timeout
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
            }
        }
    }
}
