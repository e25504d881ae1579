import Foundation
import Network
import TestSupport
import Testing
import VisionLanguage

@testable import Bundles

/// Published names and sizes in files that PyTorch itself writes, gigabytes on disk: run by `make parity`.
///
/// `$EARSHOT_PYTHON` is a Python that has torch and safetensors.
@Suite(.enabled(if: PyTorch.isAskedFor), .serialized)
struct PyTorchImportParityTests {
    private let folder: TemporaryFolder
    private let merges: String

    init() throws {
        folder = try TemporaryFolder()
        merges = PyTorch.repository.appending(path: ".build/test-data/bpe_simple_vocab_16e6.txt.gz").path
    }

    /// The SHA-256 of the weights of the bundle.
    private func imported(_ ovavss: String, clip: String? = nil, as name: String) throws -> ModelImport.Report {
        defer { try? FileManager.default.removeItem(atPath: folder(name)) }  // gigabytes; the folder goes anyway
        return try ModelImport(
            .init(
                ovavss: folder(ovavss), clip: clip.map { folder($0) }, merges: merges, name: name, output: folder(name))
        ).run()
    }

    @Test(arguments: [SyntheticWeights.Layout.ovavssR50, .ovavssSwinB])
    func `a checkpoint of PyTorch gives the bundle that safetensors of the same values give`(
        layout: SyntheticWeights.Layout
    ) throws {
        try SyntheticWeights(layout).write(to: folder("a.safetensors"))
        try PyTorch.run("checkpoint", folder("a.safetensors"), folder("a.pth"))
        let (plain, torch) = (try imported("a.safetensors", as: "plain"), try imported("a.pth", as: "torch"))
        #expect(torch.used == plain.used && torch.bytes == plain.bytes)
        #expect(
            torch.beside == ["optimizer.state.0.exp_avg", "optimizer.state.0.exp_avg_sq", "optimizer.state.0.step"])
        #expect(torch.ignored == plain.ignored)
        #expect(torch.manifest.files == plain.manifest.files)
    }

    @Test(arguments: [
        (SyntheticWeights.Layout.clipViTB16, CLIPConfiguration.vitB16), (.clipRN50, .rn50), (.clipViTL14, .vitL14),
        (.clipViTL14At336, .vitL14At336),
    ])
    func `an archive as OpenAI publishes CLIP gives the bundle that safetensors of the same values give`(
        layout: SyntheticWeights.Layout, sizes: CLIPConfiguration
    ) throws {
        try SyntheticWeights(.ovavssR50).write(to: folder("a.safetensors"))
        try SyntheticWeights(layout).write(to: folder("single.safetensors"))
        let keys = Golden.directory.appending(path: "keys/\(layout.rawValue).json").path
        try PyTorch.run("archive", folder("single.safetensors"), keys, folder("clip.pt"), folder("clip.safetensors"))
        let plain = try imported("a.safetensors", clip: "clip.safetensors", as: "plain")
        let torch = try imported("a.safetensors", clip: "clip.pt", as: "torch")
        #expect(torch.manifest.clip == sizes)
        #expect(torch.manifest.files == plain.manifest.files)
        let types = try SafetensorsFile(path: folder("clip.safetensors"))
        #expect(try types.type(of: "text_projection") == .float16)
    }
}

/// The script that writes files with PyTorch.
private enum PyTorch {
    static let repository = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized

    static var isAskedFor: Bool {
        ProcessInfo.processInfo.environment["EARSHOT_PARITY"] == "1"
            && (try? SyntheticMedia.run([python, "-c", "import torch, safetensors"])) != nil
    }

    private static var python: String { ProcessInfo.processInfo.environment["EARSHOT_PYTHON"] ?? "python3" }

    static func run(_ arguments: String...) throws {
        let script = repository.appending(path: "Tests/Tools/torch-checkpoint.py").path
        _ = try SyntheticMedia.run([python, script] + arguments)
    }
}
