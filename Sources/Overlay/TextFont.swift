import Synchronization

/// The fonts text is drawn with: the first that has a character draws it.
///
/// Characters are drawn in logical order, one by one: scripts written from left to right without joining come out
/// right; Arabic and Indic words are not shaped.
package final class TextFont: Sendable {
    private let faces: Mutex<[FontFace]>

    /// DejaVu Sans as Debian, Fedora and Arch install it, bold first: it reads better on video.
    package static let searchPath = [
        "/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf", "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
        "/usr/share/fonts/dejavu-sans-fonts/DejaVuSans-Bold.ttf", "/usr/share/fonts/dejavu-sans-fonts/DejaVuSans.ttf",
        "/usr/share/fonts/TTF/DejaVuSans-Bold.ttf", "/usr/share/fonts/TTF/DejaVuSans.ttf",
    ]

    /// Fonts that add the characters DejaVu lacks, used where they are installed.
    private static let supplements = [
        "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc", "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
        "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf", "/usr/share/fonts/truetype/unifont/unifont.ttf",
    ]

    /// Opens `path`, or the installed fonts of `candidates` and the supplements.
    ///
    /// - Throws: `OverlayError.noFont` where none can be opened, `unreadableFont` for a `path` that is no font.
    package init(path: String? = nil, candidates: [String] = TextFont.searchPath) throws(OverlayError) {
        if let path {
            faces = Mutex([try FontFace(path: path)])
            return
        }
        let found = Self.openable(candidates)
        guard !found.isEmpty else { throw OverlayError.noFont(searched: candidates) }
        faces = Mutex(Self.openable(candidates + Self.supplements))
    }

    /// A candidate that is absent or broken is one of several: the next is tried.
    private static func openable(_ paths: [String]) -> [FontFace] {
        paths.compactMap { path in try? FontFace(path: path) }
    }

    /// Draws `text` and then `ending`; where both are wider than `maxWidth`, `text` is shortened with an ellipsis.
    func line(
        _ text: String, ending: String = "", size: TextSize, maxWidth: Int
    ) throws(OverlayError) -> TextLine {
        let result = faces.withLock { faces in
            Result { () throws(OverlayError) in
                let setter = try TextSetter(faces: faces, size: size)
                return try setter.line(
                    Array(text.unicodeScalars), ending: Array(ending.unicodeScalars), maxWidth: maxWidth)
            }
        }
        return try result.get()
    }
}
