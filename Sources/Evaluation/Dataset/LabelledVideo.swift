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

    /// The key pictures, all of one size.
    func pictures() throws -> [Picture] {
        let pictures = try frames.map { try MediaFile.picture($0.path) }
        for (frame, picture) in zip(frames, pictures)
        where picture.width != pictures[0].width || picture.height != pictures[0].height {
            throw EvaluationError("has another size than the first picture", in: frame.path)
        }
        return pictures
    }

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

    /// Which object each pixel of each picture shows: object number + 1, 0 for none.
    func objects(of pictures: [Picture]) throws -> [LabelMap] {
        try zip(frames, pictures).map { frame, picture in
            let path = folder.appending(path: "objects/\(frame.second).png").path
            let map = try MediaFile.labelMap(path)
            guard map.width == picture.width, map.height == picture.height else {
                throw EvaluationError("has another size than its picture", in: path)
            }
            return map
        }
    }
}
