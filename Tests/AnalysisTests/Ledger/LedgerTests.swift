import Testing

@testable import Analysis

@Suite struct LedgerTests {
    @Test func `a second has the first state that fits`() {
        let flags = [true, false]
        for isDropped in flags {
            for hasPicture in flags {
                for hasSound in flags {
                    for isSilent in flags {
                        let expected: LedgerState =
                            isDropped
                            ? .dropped : !hasPicture ? .noVideo : !hasSound ? .noAudio : isSilent ? .silent : .analysed
                        let state = LedgerState(
                            isDropped: isDropped, hasPicture: hasPicture, hasSound: hasSound, isSilent: isSilent)
                        #expect(state == expected)
                    }
                }
            }
        }
        #expect(LedgerState.allCases.map(\.rawValue) == ["dropped", "no_video", "no_audio", "silent", "analysed"])
    }

    @Test func `the gate is closed below its level only`() {
        #expect(SilenceGate().isSilent(loudest: -60.1))
        #expect(!SilenceGate().isSilent(loudest: -60))
        #expect(SilenceGate().isSilent(loudest: -.infinity))
        #expect(!SilenceGate(level: nil).isSilent(loudest: -.infinity))
    }
}
