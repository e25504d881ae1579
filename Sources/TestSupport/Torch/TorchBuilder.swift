package import Foundation

/// Checkpoints as `torch.save` writes them, in the zip format.
package enum TorchBuilder {
    /// An archive of a pickle and the storages it refers to.
    package static func archive(pickle: Data, storages: [String: Data]) -> ZipBuilder {
        let data = storages.sorted { $0.key < $1.key }.map { ZipBuilder.Entry("archive/data/" + $0.key, $0.value) }
        return ZipBuilder(
            [ZipBuilder.Entry("archive/data.pkl", pickle), ZipBuilder.Entry("archive/byteorder", Data("little".utf8))]
                + data)
    }

    /// A checkpoint with single-precision weights under `model` and an optimizer's state beside them.
    package static func trained(_ weights: [String: (shape: [Int], values: [Float])]) -> Data {
        var pickle = PickleBuilder()
        var storages: [String: Data] = [:]
        func add(_ name: String, _ shape: [Int], _ values: [Float]) {
            let key = "\(storages.count)"
            pickle.text(name)
            pickle.tensor(storage: key, count: values.count, shape: shape, strides: strides(shape))
            storages[key] = values.withUnsafeBytes { Data($0) }
        }
        pickle.add("}(")
        pickle.text("model")
        pickle.add("}(")
        for (name, weight) in weights.sorted(by: { $0.key < $1.key }) { add(name, weight.shape, weight.values) }
        pickle.add("u")
        pickle.text("optimizer")
        pickle.add("}(")
        add("momentum", [2], [0, 1])
        pickle.add("uu")
        return archive(pickle: pickle.finished, storages: storages).data
    }

    private static func strides(_ shape: [Int]) -> [Int] {
        shape.indices.map { shape[($0 + 1)...].reduce(1, *) }
    }
}
