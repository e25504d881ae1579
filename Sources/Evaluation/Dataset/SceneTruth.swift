package import Foundation

/// What the generator of a scene knows about it (`truth.json`, docs/evaluation.md).
package struct SceneTruth: Sendable, Equatable, Decodable {
    static let format = "earshot.truth/1"

    package struct Object: Sendable, Equatable, Decodable {
        /// Nil for a thing that is none of the words; it never sounds.
        package let word: String?
        /// Whether it sounds in each second.
        package let sounding: [Bool]
    }

    package struct OffScreen: Sendable, Equatable, Decodable {
        package let word: String
        package let sounding: [Bool]
    }

    /// Object numbers: the one that sounds and the one whose sound replaces its own in `audio_swapped.wav`.
    package struct Swap: Sendable, Equatable, Decodable {
        package let from: Int
        package let to: Int
    }

    package let format: String
    package let seconds: Int
    package let objects: [Object]
    package let offScreen: [OffScreen]
    package let swap: Swap?

    private enum CodingKeys: String, CodingKey {
        case format, seconds, objects, swap
        case offScreen = "off_screen"
    }

    /// Whether anything sounds in a second, on screen or off.
    package func anythingSounds(in second: Int) -> Bool {
        objects.contains { $0.sounding[second] } || offScreen.contains { $0.sounding[second] }
    }

    /// Reads and checks a `truth.json`.
    package static func read(_ url: URL) throws -> SceneTruth {
        let truth: SceneTruth
        do {
            truth = try JSONDecoder().decode(SceneTruth.self, from: Data(contentsOf: url))
        } catch {
            throw EvaluationError("is no scene truth: \(error)", in: url.path)
        }
        if let problem = truth.problem { throw EvaluationError(problem, in: url.path) }
        return truth
    }

    private var problem: String? {
        if format != Self.format { return "has format \(format), not \(Self.format)" }
        if !(objects.map(\.sounding) + offScreen.map(\.sounding)).allSatisfy({ $0.count == seconds }) {
            return "says in other than \(seconds) seconds what sounds"
        }
        if let swap, !(objects.indices.contains(swap.from) && objects.indices.contains(swap.to)) {
            return "swaps objects it does not list"
        }
        return nil
    }
}
