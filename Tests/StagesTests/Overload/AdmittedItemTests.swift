import Foundation
import MediaTypes
import Snippets
import Testing

@testable import Stages

@Suite struct AdmittedItemTests {
    private func ends(_ item: CutItem) -> Bool {
        if case .endRun = AdmittedItem.whole(item, isOverlayReduced: false).windowStep { true } else { false }
    }

    @Test func `the beginning of an epoch does not end the run that a resumed recording goes on with`() {
        let origin = Epoch.Origin(time: Date(timeIntervalSince1970: 0), clock: .arrival)
        #expect(!ends(.epochBegan(Epoch(unreached: 0, origin: origin))))
    }

    @Test(arguments: [SourceStatus.State.connecting, .stalled, .reconnecting])
    func `where a source is silent, the seconds before are not to wait for more`(state: SourceStatus.State) {
        #expect(ends(.status(SourceStatus(state: state))))
        #expect(ends(.gap(Gap(epoch: 0, span: .zero..<MediaTime(seconds: 9), reason: .noMedia))))
    }

    @Test func `a source that is well, or only seen to be watched, ends nothing`() {
        #expect(!ends(.status(SourceStatus(state: .healthy))))
        #expect(!ends(.watched(WatchedInstant(epoch: 0, end: MediaTime(seconds: 3)))))
    }
}
