import Foundation
import Glibc
package import MediaTypes

/// A recording as it lies on disk, finished or not: which of its fragments are whole and when they are shown.
package struct RecordedMovie: Sendable {
    package let path: String
    package let byteCount: Int
    /// In the order of the file, which is that of time.
    package let fragments: [MovieFragment]
    /// The writer finished it: the index is there.
    package let isFinished: Bool
    /// Bytes after the last whole fragment that a crash left behind.
    package let tornBytes: Int

    /// - Throws: `RecordingError.unreadable`, or `.notFragmented` where there is no whole header of a fragmented MP4.
    package init(path: String) throws(RecordingError) {
        let data: Data
        do {
            data = try Data(contentsOf: URL(filePath: path), options: .mappedIfSafe)
        } catch {
            throw RecordingError.unreadable(path: path, reason: error.localizedDescription)
        }
        let boxes = Array(data.boxes(in: 0..<data.count))
        guard let movie = boxes.first(where: { $0.type == "moov" }), data.first("mvex", in: movie.content) != nil else {
            throw RecordingError.notFragmented(path: path)
        }
        let tracks = MovieTrack.tracks(of: movie, in: data)
        var fragments: [MovieFragment] = []
        for (box, next) in zip(boxes, boxes.dropFirst()) where box.type == "moof" && next.type == "mdat" {
            let range = box.range.lowerBound..<next.range.upperBound
            fragments.append(MovieFragment(box, bytes: range, in: data, tracks: tracks))
        }
        let whole = boxes.last?.type == "moof" ? boxes.dropLast() : boxes[...]
        self.path = path
        self.fragments = fragments
        byteCount = data.count
        tornBytes = data.count - (whole.last?.range.upperBound ?? 0)
        isFinished = boxes.contains { $0.type == "mfra" }
    }

    /// Where the last whole fragment ends: its pictures, or its sound where it has none. nil without fragments.
    package var end: MediaTime? {
        fragments.compactMap { ($0.pictures ?? $0.sound)?.upperBound }.max()
    }

    /// Cuts the file so that it holds the whole fragments of the snippets before `time` and nothing else; the index, and
    /// what a crash left, go too. The file is on disk when this returns.
    ///
    /// - Returns: bytes removed.
    @discardableResult
    package func truncate(to time: MediaTime) throws(RecordingError) -> Int {
        try cut(to: keptLength(before: time))
    }

    /// Cuts off what a crash left behind the last whole fragment: players do not open files that end inside one.
    ///
    /// - Returns: bytes removed.
    @discardableResult
    package func repair() throws(RecordingError) -> Int {
        try cut(to: byteCount - tornBytes)
    }

    private func cut(to length: Int) throws(RecordingError) -> Int {
        guard length < byteCount else { return 0 }
        let descriptor = open(path, O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("open to cut") }
        defer { close(descriptor) }
        guard ftruncate(descriptor, off_t(length)) == 0 else { throw failure("cut") }
        guard fsync(descriptor) == 0 else { throw failure("flush to disk") }
        return byteCount - length
    }

    private func keptLength(before time: MediaTime) -> Int {
        if let dropped = fragments.first(where: { $0.instant.map { $0 >= time } ?? false }) {
            return dropped.bytes.lowerBound
        }
        return fragments.last?.bytes.upperBound ?? byteCount - tornBytes
    }

    private func failure(_ operation: String) -> RecordingError {
        .unreadable(path: path, reason: "\(operation): \(String(cString: strerror(errno)))")
    }
}
