/// `best`, `none` or the number of a stream.
struct StreamKind: SpecKind {
    let name = "best, none or the number of a stream"

    func read(_ text: String) throws(SpecComplaint) -> StreamWish {
        switch text {
        case "best": return .best
        case "none": return .none
        default:
            guard let index = Int(text), (0...9_999).contains(index) else { throw expected() }
            return .index(index)
        }
    }

    func text(of value: StreamWish) -> String {
        switch value {
        case .best: "best"
        case .none: "none"
        case .index(let index): "\(index)"
        }
    }
}
