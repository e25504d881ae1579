package import Media

/// An input of which neither a picture nor a sample could be decoded.
package struct NothingDecodes: Error, Sendable, CustomStringConvertible {
    package let address: String
    package let streams: [StreamDescription]
    /// What was noticed while trying.
    package let notices: [MediaNotice]
    /// Packets the decoders refused.
    package let errors: Int

    init(address: String, streams: [StreamDescription], items: [MediaItem] = []) {
        self.address = address
        self.streams = streams
        notices = items.compactMap(\.reason)
        errors = items.reduce(0) { $0 + $1.content.errors }
    }

    package var description: String {
        let list = streams.map { "\($0.index): \($0.kind.rawValue) \($0.codecName)" }.joined(separator: ", ")
        let reasons =
            notices.map(\.description) + (errors > 0 ? ["\(errors) packets were refused by their decoder"] : [])
        let isUnknown = !streams.contains { $0.isDecodable && ($0.kind == .video || $0.kind == .audio) }
        guard !isUnknown else { return "nothing in \(address) can be decoded (\(list)): there is no decoder for them" }
        let why = reasons.isEmpty ? "its streams hold nothing to be shown" : reasons.joined(separator: "; ")
        return "nothing in \(address) can be decoded (\(list)): \(why)"
    }
}

extension MediaItem {
    /// The notices that say more than that nothing was decoded.
    fileprivate var reason: MediaNotice? {
        switch content {
        case .notice(let notice):
            switch notice {
            case .pictureTooLarge, .readFailed: notice
            default: nil
            }
        default: nil
        }
    }
}

extension MediaItem.Content {
    fileprivate var errors: Int {
        switch self {
        case .pictures(let batch, _): batch.errors
        case .sound(_, let batch): batch.errors
        case .epochBegan, .formatChanged, .notice, .progress: 0
        }
    }
}
