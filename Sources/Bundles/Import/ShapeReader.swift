/// Reads the sizes of a network off the names and shapes of its tensors.
struct ShapeReader {
    let shapes: [String: [Int]]

    /// Dimension `index` of a tensor, which must be there.
    func size(_ key: String, _ index: Int) throws(BundleError) -> Int {
        guard let shape = shapes[key] else {
            throw .importing(problem: "there is no tensor '\(key)', from whose shape a size is read")
        }
        guard shape.indices.contains(index), shape[index] > 0 else {
            throw .importing(problem: "tensor '\(key)' has shape \(shape), of which dimension \(index) is needed")
        }
        return shape[index]
    }

    /// How many of `prefix0suffix`, `prefix1suffix`, … there are in a row.
    func count(_ prefix: String, _ suffix: String) -> Int {
        var count = 0
        while shapes["\(prefix)\(count)\(suffix)"] != nil { count += 1 }
        return count
    }
}
