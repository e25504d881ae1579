import Events
import MediaTypes

/// A label's box and area are those of its mask, the mask is as large as the picture, and only analysed seconds have labels.
struct LabelCheck: LineCheck {
    mutating func findings(in line: NumberedLine) -> [Finding] {
        guard case .snippet(let snippet) = line.record, !snippet.labels.isEmpty else { return [] }
        var problems = snippet.labels.flatMap { self.problems($0, frame: snippet.frame) }
        if snippet.state != .analysed { problems.append("a second that is \(snippet.state.rawValue) has labels") }
        let tracks = snippet.labels.map(\.track)
        if Set(tracks).count != tracks.count { problems.append("one track has two labels") }
        return problems.map { Finding(.label, line: line.number, $0) }
    }

    private func problems(_ label: LabelRecord, frame: KeyFrame?) -> [String] {
        var problems: [String] = []
        if label.mask.area != label.area {
            problems.append("area_px is \(label.area), its mask has \(label.mask.area)")
        }
        if label.mask.box != label.box {
            problems.append("box_xyxy_px \(Self.text(label.box)) is not the mask's \(Self.text(label.mask.box))")
        }
        if let frame, frame.width != label.mask.width || frame.height != label.mask.height {
            problems.append(
                "its mask is \(label.mask.width)x\(label.mask.height), the picture \(frame.width)x\(frame.height)")
        }
        return problems.map { "label \(label.label): \($0)" }
    }

    private static func text(_ box: PixelBox?) -> String {
        box.map { "[\($0.x0), \($0.y0), \($0.x1), \($0.y1)]" } ?? "(empty)"
    }
}
