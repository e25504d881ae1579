import Foundation

/// How far a download is, its speed and the time left, on one line of a terminal; silent where standard error is none.
final class DownloadProgress {
    private let title: String
    private let line = TerminalLine()
    private let start = ContinuousClock.now
    private var first: Int?
    private var shown = ContinuousClock.now - .seconds(1)

    init(_ title: String) {
        self.title = title
    }

    func show(_ bytes: Int, _ total: Int?) {
        let began = first ?? bytes
        first = began
        let now = ContinuousClock.now
        guard line.isShown, now - shown >= .milliseconds(250) || bytes == total else { return }
        shown = now
        let speed = Double(bytes - began) / max((now - start) / .seconds(1), 0.001)
        line.show("\(title): \(share(bytes, total))  \(byteCount(Int(speed)))/s\(rest(bytes, total, speed))")
    }

    /// Clears the line.
    func end() { line.clear() }

    private func share(_ bytes: Int, _ total: Int?) -> String {
        guard let total, total > 0 else { return byteCount(bytes) }
        return "\(bytes * 100 / total) % of \(byteCount(total))"
    }

    private func rest(_ bytes: Int, _ total: Int?, _ speed: Double) -> String {
        guard let total, total > bytes, speed >= 1 else { return "" }
        let seconds = Int(Double(total - bytes) / speed)
        return String(format: "  %d:%02d left", seconds / 60, seconds % 60)
    }
}
