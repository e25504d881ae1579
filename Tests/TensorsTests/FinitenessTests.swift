import Testing

@testable import Tensors

struct FinitenessTests {
    /// Each of these numbers by itself, behind a byte so that it is not aligned.
    private func disagreements<Bits: FixedWidthInteger>(
        _ numbers: some Sequence<Bits>, _ areFinite: (UnsafeRawBufferPointer) -> Bool, _ isFinite: (Bits) -> Bool
    ) -> [Bits] {
        numbers.filter { number in
            let bytes = [0] + withUnsafeBytes(of: number.littleEndian) { Array($0) }
            return bytes.withUnsafeBytes { areFinite(.init(rebasing: $0.dropFirst())) } != isFinite(number)
        }
    }

    @Test func `every half is judged as Float16 judges it`() {
        #expect(disagreements(UInt16.min...UInt16.max, areFinite(half:)) { Float16(bitPattern: $0).isFinite } == [])
    }

    @Test func `every bfloat is judged as the single it begins`() {
        #expect(
            disagreements(UInt16.min...UInt16.max, areFinite(bfloat:)) { Float(bitPattern: UInt32($0) << 16).isFinite }
                == [])
    }

    @Test func `singles are judged as Float judges them`() {
        let heads: ClosedRange<UInt32> = 0...511, fractions: [UInt32] = [0, 1, 0x40_0000, 0x7F_FFFF]
        let numbers = heads.flatMap { head in fractions.map { head << 23 | $0 } }
        #expect(disagreements(numbers, areFinite(single:)) { Float(bitPattern: $0).isFinite } == [])
    }

    @Test func `one number among many is found wherever it stands`() {
        for place in 0..<67 {
            var numbers = [Float](repeating: 1, count: 67)
            #expect(numbers.withUnsafeBytes(areFinite(single:)))
            numbers[place] = .nan
            #expect(!numbers.withUnsafeBytes(areFinite(single:)), "at \(place)")
        }
    }
}
