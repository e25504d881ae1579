package import Foundation
package import Network
package import Tensors

/// A file of reference numbers.
package struct Golden: Sendable {
    package let file: SafetensorsFile

    /// The folder of the reference files.
    package static var directory: URL { Bundle.module.bundleURL.appendingPathComponent("Goldens") }

    /// - Parameter name: The file's name without `.safetensors`.
    package init(_ name: String) throws {
        try self.init(path: Self.directory.appendingPathComponent(name + ".safetensors").path)
    }

    /// - Parameter path: Of a file in the same form.
    package init(path: String) throws {
        file = try SafetensorsFile(path: path)
    }

    /// The whole tensor, where the file has it in full.
    package func tensor(_ name: String) throws -> Tensor { try file.tensor(name) }

    /// The raw elements of a uint8 tensor.
    package func bytes(_ name: String) throws -> [UInt8] { try file.withBytes(of: name) { Array($0) } }

    /// A bit mask, one byte (0 or 1) an element.
    package func bits(_ name: String) throws -> [UInt8] {
        let count = try shape(name).reduce(1, *)
        let packed = try bytes(name + "@bits")
        return (0..<count).map { packed[$0 / 8] >> UInt8(7 - $0 % 8) & 1 }
    }

    /// The shape of the whole tensor, however it is stored.
    package func shape(_ name: String) throws -> [Int] {
        file.contains(name) ? try file.shape(of: name) : try file.integers(name + "@shape").map { Int($0) }
    }

    /// The names of all tensors, however they are stored.
    package var names: [String] {
        let parts = ["@s", "@shape", "@stats", "@bits"]
        return Set(
            file.keys.map { key in parts.first { key.hasSuffix($0) }.map { String(key.dropLast($0.count)) } ?? key }
        ).sorted()
    }

    /// The absolute differences of all stored numbers, divided by `max(1, std)` of the reference.
    package func differences(_ name: String, _ tensor: Tensor) throws -> [Double] {
        let isWhole = file.contains(name)
        let expected = try file.tensor(isWhole ? name : name + "@s")
        let deviation = isWhole ? Statistics(expected).deviation : try file.doubles(name + "@stats")[1]
        let random = SplitMix("sample")
        return tensor.withUnsafeBuffer { found in
            expected.elements.enumerated().map { position, expected in
                let index = isWhole ? position : Int(random[position] % UInt64(found.count))
                return abs(Double(found[index]) - Double(expected)) / max(1, deviation)
            }
        }
    }

    /// The largest difference of numbers of the same place in another file, divided by `max(1, std)` of these.
    package func difference(_ name: String, from other: Golden) throws -> Double {
        let isWhole = file.contains(name)
        let stored = isWhole ? name : name + "@s"
        let values = try file.tensor(stored).elements
        let deviation = isWhole ? Statistics(try file.tensor(name)).deviation : try file.doubles(name + "@stats")[1]
        let differences = zip(values, try other.file.tensor(stored).elements).map { abs(Double($0) - Double($1)) }
        return (differences.max() ?? 0) / max(1, deviation)
    }

    /// What `tensor` does not agree with, or nil where all stored numbers are within `tolerance · max(1, std)`.
    ///
    /// Of a sampled tensor the samples and the statistics of the whole are compared.
    package func mismatch(_ name: String, _ tensor: Tensor, tolerance: Double) throws -> Mismatch? {
        let expectedShape = try shape(name)
        guard tensor.shape == expectedShape else {
            return Mismatch(name: name, detail: "shape \(tensor.shape) instead of \(expectedShape)")
        }
        return file.contains(name)
            ? try wholeMismatch(name, tensor, tolerance) : try sampleMismatch(name, tensor, tolerance)
    }

    private func wholeMismatch(_ name: String, _ tensor: Tensor, _ tolerance: Double) throws -> Mismatch? {
        let expected = try file.tensor(name)
        let allowed = tolerance * max(1, Statistics(expected).deviation)
        return expected.withUnsafeBuffer { expected in
            tensor.withUnsafeBuffer { found in
                Mismatch.first(name, found: { found[$0] }, expected: Array(expected), allowed: allowed, index: { $0 })
            }
        }
    }

    private func sampleMismatch(_ name: String, _ tensor: Tensor, _ tolerance: Double) throws -> Mismatch? {
        let expected = try file.tensor(name + "@s").elements
        let statistics = Statistics(try file.doubles(name + "@stats"))
        let allowed = tolerance * max(1, statistics.deviation)
        let random = SplitMix("sample")
        let count = UInt64(tensor.count)
        let mismatch = tensor.withUnsafeBuffer { found in
            Mismatch.first(
                name, found: { found[$0] }, expected: expected, allowed: allowed, index: { Int(random[$0] % count) })
        }
        return mismatch ?? Statistics(tensor).mismatch(name, statistics, allowed: allowed)
    }
}
