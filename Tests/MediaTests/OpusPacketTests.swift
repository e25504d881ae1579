import Testing

@testable import Media

struct OpusPacketTests {
    @Test(
        arguments: [
            ([0x08], 960), ([0x18, 0], 2_880), ([0x60], 480), ([0x80], 120), ([0xF8], 960), ([0xFC, 1, 2], 960),
            ([0xF9, 0], 1_920), ([0xFA, 0], 1_920), ([0xFB, 3], 2_880),
        ] as [([UInt8], Int64)])
    func `a packet tells its length in its first bytes`(bytes: [UInt8], samples: Int64) {
        #expect(OpusPacket.sampleCount(bytes) == samples)
    }

    @Test func `what ends before it tells has no length`() {
        #expect(OpusPacket.sampleCount([UInt8]()) == nil)
        #expect(OpusPacket.sampleCount([0xFB] as [UInt8]) == nil)
    }
}
