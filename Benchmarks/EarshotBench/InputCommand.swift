import ArgumentParser
import MediaTypes
import Network
import TestSupport

/// `earshot-bench input`
struct InputCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "input", abstract: "Write the pictures and sound of a reference run for `earshot forward`.")

    @Argument(help: "Which run.")
    var reference: ReferenceCase

    @Option(name: [.customShort("o"), .long], help: "The safetensors file to write.")
    var output: String

    func run() throws {
        let (width, height) = (reference.width, reference.height)
        let frames = (0..<5).flatMap { SyntheticInput.picture($0, width: width, height: height).pixels }
        let waveform = SyntheticInput.sound(seconds: 5)
        var writer = try SafetensorsWriter.create(
            path: output,
            declarations: [
                .init(key: "frames", type: .uint8, shape: [5, height, width, 3]),
                .init(key: "waveform", type: .int16, shape: [waveform.count]),
                .init(key: "first_row", type: .int64, shape: [1]),
            ])
        try frames.withUnsafeBytes { try writer.append("frames", bytes: $0) }
        try waveform.withUnsafeBytes { try writer.append("waveform", bytes: $0) }
        try withUnsafeBytes(of: Int64(0)) { try writer.append("first_row", bytes: $0) }
        try writer.finish()
    }
}
