/// How loud a second is, as a bar of five characters and the figure.
enum LevelBar {
    private static let steps = Array("▏▎▍▌▋▊▉█")
    private static let width = 5
    /// The level of an empty bar, in dB of full scale.
    private static let floor = -60.0

    static func text(_ audio: SnippetAudio?) -> String {
        guard let audio else { return String(repeating: " ", count: width + 9) }
        let figure = Decimal.text(audio.levelDBFS, places: 0, fewest: 0) ?? "-∞"
        return bar(audio.levelDBFS) + String(repeating: " ", count: max(1, 5 - figure.count)) + figure + " dB "
    }

    private static func bar(_ level: Double) -> String {
        let share = min(max((level - floor) / -floor, 0), 1)
        let eighths = Int((share * Double(width * steps.count)).rounded())
        let full = eighths / steps.count
        let rest = eighths % steps.count
        let bar = String(repeating: "█", count: full) + (rest > 0 ? String(steps[rest - 1]) : "")
        return bar + String(repeating: " ", count: width - bar.count)
    }
}
