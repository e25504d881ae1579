/// The terminal's colours, or none.
struct Palette: Sendable {
    let isColored: Bool

    func dim(_ text: String) -> String { styled(text, "2") }
    func bold(_ text: String) -> String { styled(text, "1") }
    func warning(_ text: String) -> String { styled(text, "33") }

    /// One of six colours, by number.
    func colored(_ text: String, _ number: Int) -> String { styled(text, String(31 + number % 6)) }

    private func styled(_ text: String, _ code: String) -> String {
        isColored && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
