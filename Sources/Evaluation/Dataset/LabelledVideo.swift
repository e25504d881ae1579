import Foundation
import MediaTypes

/// One video of an AVSBench folder: where its files lie and what they hold.
package struct LabelledVideo: Sendable, Equatable {
    /// A key picture, and the second of the video it shows.
    package struct Frame: Sendable, Equatable {
        /// First digit of the file's name (Spec §2.10).
        package let second: Int
        let path: String
    }

    package let name: String
    /// In the order of their names.
    package let frames: [Frame]
    /// Label ids of the words that sound in the video.
    let classes: Set<UInt8>
    /// Holds the sound, the label images and, of a generated scene, its truth.
    let folder: URL

    func picture(_ frame: Frame) throws -> Picture { try MediaFile.picture(frame.path) }

    func sound() throws -> [Float] { try MediaFile.sound(folder.appending(path: "audio.wav").path) }

    /// The scene's sound with that of the swapped object; nil where there is none.
    func swappedSound() throws -> [Float]? {
        let file = folder.appending(path: "audio_swapped.wav")
        return FileManager.default.fileExists(atPath: file.path) ? try MediaFile.sound(file.path) : nil
    }

    /// The true classes of a picture; nil where the video has no label image for it.
    func labels(_ frame: Frame) throws -> LabelMap? {
        let file = folder.appending(path: "labels_rgb/\(frame.second).png")
        guard FileManager.default.fileExists(atPath: file.path) else { return nil }
        return try MediaFile.labelMap(file.path).keeping(classes)
    }

    /// What the generator of the scene knows; nil for other videos.
    func truth() throws -> SceneTruth? {
        let file = folder.appending(path: "truth.json")
        guard FileManager.default.fileExists(atPath: file.path) else { return nil }
        let truth = try SceneTruth.read(file)
        guard frames.allSatisfy({ $0.second < truth.seconds }) else {
            throw EvaluationError("tells of fewer seconds than there are pictures", in: file.path)
        }
        return truth
    }

    /// Object number + 1 a pixel.
    func objects(_ frame: Frame) throws -> LabelMap {
        try MediaFile.labelMap(folder.appending(path: "objects/\(frame.second).png").path)
    }
}
