/// Why text cannot be drawn.
package enum OverlayError: Error, Equatable, CustomStringConvertible {
    case noFont(searched: [String])
    case unreadableFont(path: String, code: Int32)
    case textEngine(operation: String, code: Int32)

    package var description: String {
        switch self {
        case .noFont(let searched):
            "no font to draw labels with: looked for \(searched.joined(separator: ", ")); "
                + "install fonts-dejavu-core or name a TrueType file"
        case .unreadableFont(let path, let code):
            "open font \(path): FreeType error \(code); name a readable TrueType or OpenType file"
        case .textEngine(let operation, let code):
            "\(operation): FreeType error \(code)"
        }
    }
}
