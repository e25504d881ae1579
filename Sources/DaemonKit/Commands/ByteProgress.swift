import Foundation

/// How far a long read or write is, on one line of a terminal; silent where standard error is none.
struct ByteProgress {
    private let title: String
    private let line = TerminalLine()
    private var total: Int
    private var done = 0
    private var percent = -1

    init(_ title: String, total: Int) {
        self.title = title
        self.total = total
    }

    mutating func advance(_ bytes: Int) { show(done + bytes, of: total) }

    mutating func show(_ done: Int, of total: Int) {
        self.done = done
        self.total = total
        let now = total == 0 ? 100 : done * 100 / total
        guard line.isShown, now != percent else { return }
        percent = now
        line.show("\(title): \(now) % of \(byteCount(total))")
    }

    /// Clears the line.
    func end() { line.clear() }
}

/// A number of bytes as people read it, in powers of ten.
func byteCount(_ bytes: Int) -> String {
    let units = ["B", "kB", "MB", "GB", "TB"]
    var value = Double(bytes)
    var unit = 0
    while value >= 1000, unit < units.count - 1 {
        value /= 1000
        unit += 1
    }
    return unit == 0 ? "\(bytes) B" : String(format: "%.1f %@", value, units[unit])
}
