/// COCO's text for run lengths: from the fourth run on the difference to the run before the last, each number in groups of five
/// bits, lowest first, bit 6 saying that more follow, the last group's highest bit the sign, 48 added to make it printable.
enum RunLengthText {
    private static let base: UInt8 = 48
    private static let more = 0x20
    private static let sign = 0x10

    static func text(of runs: [Int]) -> String {
        var output: [UInt8] = []
        for (index, run) in runs.enumerated() {
            append(index > 2 ? run - runs[index - 2] : run, to: &output)
        }
        return String(decoding: output, as: UTF8.self)
    }

    private static func append(_ number: Int, to output: inout [UInt8]) {
        var rest = number
        var isLast = false
        while !isLast {
            let group = rest & 0x1F
            rest >>= 5
            isLast = rest == (group & sign == 0 ? 0 : -1)
            output.append(UInt8(isLast ? group : group | more) + base)
        }
    }

    /// The runs, checked to be no negative number, none but the first empty, and `total` together.
    static func runs(from text: String, total: Int) throws(EventError) -> [Int] {
        var bytes = text.utf8.makeIterator()
        var runs: [Int] = []
        var sum = 0
        while let number = try number(from: &bytes) {
            let run = runs.count > 2 ? number + runs[runs.count - 2] : number
            guard run >= (runs.isEmpty ? 0 : 1), run <= total - sum || run == 0 else {
                throw malformed("holds a run of \(run)")
            }
            sum += run
            runs.append(run)
        }
        guard sum == total, !runs.isEmpty else { throw malformed("covers \(sum) pixels of \(total)") }
        return runs
    }

    /// The next number, nil at the end of the text.
    private static func number(from bytes: inout String.UTF8View.Iterator) throws(EventError) -> Int? {
        guard var byte = bytes.next() else { return nil }
        var number = 0
        for shift in stride(from: 0, to: 40, by: 5) {
            guard (base..<base + 64).contains(byte) else {
                throw malformed("holds a character that stands for nothing")
            }
            let group = Int(byte - base)
            number |= (group & 0x1F) << shift
            if group & more == 0 {
                return group & sign == 0 ? number : number | (-1 << (shift + 5))
            }
            guard let next = bytes.next() else { throw malformed("ends inside a number") }
            byte = next
        }
        throw malformed("holds a number that is too long")
    }

    private static func malformed(_ problem: String) -> EventError {
        .field(path: "counts", problem: problem)
    }
}
