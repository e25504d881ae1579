package import Foundation
import Glibc
import Media

/// What the files of one recording are called: a path, its last component perhaps with a time in it.
///
/// The first file has the name itself, `yard.mp4` or by the pattern `yard-%Y%m%dT%H%M%SZ.mp4` the UTC time at which it
/// begins; where that name is taken, `.part2`, `.part3` … stand before its extension. `%%` stands for a per cent sign.
package struct RecordingName: Sendable, Equatable {
    package let pattern: String
    /// Where its files lie.
    let place: String
    /// The pattern without its folder.
    let fileName: String
    /// Whether the name says when the file begins.
    package let saysTime: Bool
    private let folder: String
    private let stem: String
    private let `extension`: String

    package init(_ pattern: String) {
        self.pattern = pattern
        let path = pattern as NSString
        folder = path.deletingLastPathComponent
        place = folder.isEmpty ? "." : folder
        fileName = path.lastPathComponent
        let name = fileName as NSString
        let stem = name.deletingPathExtension
        saysTime = stem.replacing("%%", with: "").contains("%")
        self.stem = saysTime ? stem : stem.replacing("%%", with: "%")
        `extension` = name.pathExtension
    }

    /// The pattern of one file whose name may hold per cent signs of its own.
    package static func pattern(ofFile path: String) -> String {
        let name = (path as NSString).lastPathComponent
        return path.dropLast(name.count) + name.replacing("%", with: "%%")
    }

    /// Where the first file lies; nil where its name says a time.
    package var fixedPath: String? { saysTime ? nil : path(at: nil, part: 1) }

    /// - Parameters:
    ///   - time: when the file begins; needed where the name says it.
    ///   - part: from 1.
    package func path(at time: Date?, part: Int) -> String {
        let name = named(at: time) + (part > 1 ? ".part\(part)" : "") + (`extension`.isEmpty ? "" : ".\(`extension`)")
        return (folder as NSString).appendingPathComponent(name)
    }

    /// Where a file lies that is known by its name alone.
    package func path(ofFile name: String) -> String { (folder as NSString).appendingPathComponent(name) }

    /// The files of this recording that lie in its folder, whoever of them wrote them, in the order in which they begin.
    package func files() throws -> [RecordingFile] {
        try FileManager.default.contentsOfDirectory(atPath: place).compactMap { name in
            try beginning(of: name).flatMap { time, part in
                let path = (folder as NSString).appendingPathComponent(name)
                return try RecordingFile(path: path, time: time, part: part)
            }
        }.sorted()
    }

    /// What somebody writes of it, this process included: a file, or else the recording itself between two; nil where
    /// nobody does.
    package func written() throws -> String? {
        try files().first(where: \.isBeingWritten)?.path ?? (RecordingHold.isHeld(self) ? pattern : nil)
    }

    /// Makes the files play again that a crash may have left torn, which are the last ones written; one that never got a
    /// byte is removed.
    package func repair() throws {
        for file in try files().sorted(by: { $0.written < $1.written }).suffix(2) where !file.isBeingWritten {
            if file.byteCount == 0 { unlink(file.path) }
            do throws(RecordingError) {
                try RecordedMovie(path: file.path).repair()
            } catch {
                // What is no recording is not ours to repair.
                continue
            }
        }
    }

    /// What a file's name says, nil where it is no name of this recording.
    private func beginning(of name: String) -> (time: Date?, part: Int)? {
        guard (name as NSString).pathExtension == `extension` else { return nil }
        let whole = (name as NSString).deletingPathExtension
        if let time = beginning(ofStem: whole) { return (time, 1) }
        let suffix = ".part"
        guard let range = whole.range(of: suffix, options: .backwards), let part = Int(whole[range.upperBound...]),
            part > 1,
            whole[range.upperBound...] == "\(part)", let time = beginning(ofStem: String(whole[..<range.lowerBound]))
        else { return nil }
        return (time, part)
    }

    /// Nil where the stem is no name of this recording; nil inside where the name says no time.
    private func beginning(ofStem text: String) -> Date?? {
        guard saysTime else { return text == stem ? .some(nil) : nil }
        guard let seconds = TimePattern(stem).seconds(in: text) else { return nil }
        let time = Date(timeIntervalSince1970: Double(seconds))
        // The pattern is read from the beginning of a text and leniently; a name of ours is the one we would give.
        return named(at: time) == text ? .some(time) : nil
    }

    private func named(at time: Date?) -> String {
        guard saysTime else { return stem }
        precondition(time != nil, "a name that says the time needs one")
        return TimePattern(stem).text(at: Int64((time?.timeIntervalSince1970 ?? 0).rounded(.down)))
    }
}

/// A file of a recording as it lies on disk.
package struct RecordingFile: Sendable, Comparable {
    package let path: String
    /// When it begins by its name; nil where that says no time.
    package let time: Date?
    package let part: Int
    package let byteCount: Int
    /// When it was last written to.
    package let written: Date

    /// Nil for what is no regular file, or is one no more.
    fileprivate init?(path: String, time: Date?, part: Int) throws {
        let attributes: [FileAttributeKey: Any]
        do {
            attributes = try FileManager.default.attributesOfItem(atPath: path)
        } catch CocoaError.fileReadNoSuchFile {
            return nil
        }
        guard attributes[.type] as? FileAttributeType == .typeRegular else { return nil }
        self.path = path
        self.time = time
        self.part = part
        byteCount = (attributes[.size] as? NSNumber)?.intValue ?? 0
        written = attributes[.modificationDate] as? Date ?? .distantPast
    }

    /// Whether somebody holds it against other writers, this process included.
    package var isBeingWritten: Bool {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return flock(descriptor, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK
    }

    package static func < (left: RecordingFile, right: RecordingFile) -> Bool {
        (left.time ?? .distantPast, left.part) < (right.time ?? .distantPast, right.part)
    }
}
