package import Events
import Foundation
import MediaTypes
import Snippets

/// Something is given up from a snippet on, or taken up again.
package struct OverloadChange: Sendable, Equatable {
    package let shed: OverloadRecord.Shed
    package let isActive: Bool
    /// Seconds of work that a second of the source takes; nil where that is not known.
    package let pace: Double?

    func record(at snippet: Snippet) -> OverloadRecord {
        OverloadRecord(
            epoch: snippet.key.epoch, start: snippet.start, shed: shed, isActive: isActive, message: message)
    }

    private var message: String? {
        guard isActive, let pace else { return nil }
        let worker = shed == .pictures ? "the encoder" : "the analysis"
        return worker + String(format: " needs %.2f s for a second of the source", pace)
    }
}
