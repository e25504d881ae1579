import Events
import Stages

/// A change that somebody who watches over a run wants to hear of.
struct ProgressNews: Sendable, Equatable {
    let isTrouble: Bool
    /// One line.
    let text: String

    /// What changed from one state of a run to the next.
    ///
    /// - Parameter old: nil at the beginning.
    static func between(_ old: RunProgress?, _ new: RunProgress) -> [ProgressNews] {
        var news: [ProgressNews] = []
        if let source = new.source, source != old?.source { news.append(ProgressNews(source)) }
        for shed in OverloadRecord.Shed.allCases where new.shed.contains(shed) != (old?.shed.contains(shed) ?? false) {
            let isTrouble = new.shed.contains(shed)
            let text = isTrouble ? "this machine is too slow: \(shed.text) given up" : "\(shed.text) taken up again"
            news.append(ProgressNews(isTrouble: isTrouble, text: text))
        }
        return news + outputs(old, new)
    }

    private static func outputs(_ old: RunProgress?, _ new: RunProgress) -> [ProgressNews] {
        OutputStatusRecord.Output.allCases.compactMap { output in
            switch (old?.failures[output], new.failures[output]) {
            case (nil, let cause?):
                ProgressNews(isTrouble: true, text: "\(output.rawValue) cannot be written: \(cause)")
            case (_?, nil): ProgressNews(isTrouble: false, text: "\(output.rawValue) can be written again")
            default: nil
            }
        }
    }

    private init(_ source: SourceStatusRecord) {
        let cause = [source.reason, source.message].compactMap(\.self).joined(separator: ": ")
        self.init(
            isTrouble: !source.isHealthy,
            text: "source \(source.status)" + (cause.isEmpty ? "" : " (\(cause))"))
    }

    private init(isTrouble: Bool, text: String) {
        self.isTrouble = isTrouble
        self.text = text
    }
}

extension OverloadRecord.Shed {
    fileprivate var text: String {
        switch self {
        case .overlay: "contours and level bar"
        case .stride: "overlapping windows"
        case .analysis: "analysis of some seconds"
        case .pictures: "pictures of the video"
        }
    }
}
