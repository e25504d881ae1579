import MediaTypes
import Testing

@testable import Analysis

private func keys(_ indices: Int...) -> [SnippetKey] { indices.map { SnippetKey(epoch: 0, index: $0) } }

@Suite struct FootprintTests {
    @Test func `overlap counts all pixels of the shared snippets together`() {
        let first = Footprint(keys: keys(1, 2, 3), masks: [mask("####"), mask("##.."), mask("#...")])
        let second = Footprint(keys: keys(2, 3, 4), masks: [mask(".##."), mask("#..."), mask("####")])
        #expect(first.overlap(with: second) == 2.0 / 4.0)
    }

    @Test func `there is no overlap to speak of without shared snippets or without pixels`() {
        let first = Footprint(keys: keys(1, 2), masks: [mask("#"), mask(".")])
        #expect(first.overlap(with: Footprint(keys: keys(3), masks: [mask("#")])) == nil)
        #expect(first.overlap(with: Footprint(keys: keys(2), masks: [mask(".")])) == nil)
    }

    @Test func `a changed picture size is not compared`() {
        let first = Footprint(keys: keys(1), masks: [mask("##")])
        #expect(first.overlap(with: Footprint(keys: keys(1), masks: [mask("###")])) == nil)
    }
}
