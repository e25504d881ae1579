import MediaTypes
import Snippets
import Testing

extension LiveRun {
    /// Every epoch's seconds and gaps follow each other without hole or overlap.
    func expectWholeLedger() {
        var epoch: Int?
        var end = MediaTime.zero
        for item in items {
            let (number, span): (Int, Range<MediaTime>)
            switch item {
            case .snippet(let snippet):
                (number, span) = (snippet.key.epoch, snippet.start..<snippet.start + snippet.duration)
            case .gap(let gap): (number, span) = (gap.epoch, gap.span)
            default: continue
            }
            if number != epoch { end = .zero }
            #expect(epoch == nil || number == epoch || number == epoch.map { $0 + 1 })
            #expect(span.lowerBound == end, "epoch \(number)")
            (epoch, end) = (number, span.upperBound)
        }
    }
}
