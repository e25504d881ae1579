import MediaTypes
import Tensors
import TestSupport
import Testing

@testable import Network

struct SyntheticWeightsTests {
    @Test("The generator's numbers are the published ones")
    func generator() {
        let random = SplitMix("backbone.stem.conv1.weight")
        #expect((0..<3).map { random[$0] } == [0xC481_89F8_DFB7_F05C, 0xBA82_48E7_2CEB_C630, 0x689B_1F1D_20F7_A6F1])
    }

    @Test("Weights by rule have the published bits and digests")
    func weights() throws {
        let weights = try SyntheticWeights(.ovavssR50)
        let stem = try weights.tensor("backbone.stem.conv1.weight")
        #expect(stem.elements.prefix(4).map(\.bitPattern) == [0x3DDD_71E0, 0x3DBD_211E, 0xBD17_3DF6, 0xBDAD_4E6E])
        #expect(digest(stem) == "a44b7f9366b5f9c5941901443878e195e6c3e9c7dacbf102b9320262d97122cc")
        let norm = try weights.tensor("backbone.res2.0.conv1.norm.weight")
        #expect(norm.elements.prefix(4).map(\.bitPattern) == [0x3F84_32DA, 0x3F7D_B651, 0x3F67_800A, 0x3F6E_AEFA])
        let tokens = try weights.tensor("clip_adapter.clip_model.token_embedding.weight")
        #expect(digest(tokens) == "ceb380799ed11cc7f9f51b8472a373242bfc1b3fc2013bcca6d283c24d658e32")
    }

    @Test("Synthetic pictures and sound have the published digests")
    func inputs() throws {
        let golden = try Golden("r50_small")
        let pictures = (0..<5).map { SyntheticInput.picture($0, width: 200, height: 120) }
        #expect(pictures[0].pixels == (try golden.bytes("in.frame0")))
        #expect(pictures.flatMap(\.pixels).withUnsafeBytes(sha256) == (try golden.bytes("in.frames_crc")))
        let sound = SyntheticInput.sound(seconds: 5)
        #expect(sound.prefix(5) == [-24643, -21945, -19974, -19240, -17686])
        #expect(sound.withUnsafeBytes(sha256) == (try golden.bytes("in.audio_crc")))
    }

    private func digest(_ tensor: Tensor) -> String {
        tensor.withUnsafeBuffer { sha256(UnsafeRawBufferPointer($0)) }
            .map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}
