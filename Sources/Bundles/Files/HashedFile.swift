import Foundation
import Network
import Synchronization

/// A new file that is written and hashed at the same time, each on a thread of its own, so that it need not be read again.
final class HashedFile: ByteSink {
    /// How far writing or hashing may be behind, in pieces.
    private static let capacity = 8

    private let file: NewFile
    private let hash: RunningHash
    private let writing: PieceQueue<CheckpointError>
    private let hashing: PieceQueue<Never>

    init(path: String) throws(CheckpointError) {
        let file = try NewFile(path: path)
        let hash = RunningHash()
        self.file = file
        self.hash = hash
        writing = PieceQueue("writing", capacity: Self.capacity) { piece throws(CheckpointError) in
            let result = piece.withUnsafeBytes { bytes in
                Result { () throws(CheckpointError) in try file.write(bytes) }
            }
            try result.get()
        }
        hashing = PieceQueue("hashing", capacity: Self.capacity) { hash.update($0) }
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws(CheckpointError) {
        let piece = Data(bytes)
        try writing.add(piece)
        hashing.add(piece)
    }

    func finish() throws(CheckpointError) {
        try writing.finish()
        try file.finish()
    }

    /// The digest and the size of what was written; to be asked once.
    func content() -> ModelManifest.BundleFile {
        hashing.finish()
        return hash.finished()
    }
}

private final class RunningHash: Sendable {
    private struct State: ~Copyable {
        var hash: SHA256? = SHA256()
        var bytes = 0
    }

    private let state = Mutex(State())

    func update(_ piece: Data) {
        state.withLock { state in
            piece.withUnsafeBytes { state.hash?.update($0) }
            state.bytes += piece.count
        }
    }

    func finished() -> ModelManifest.BundleFile {
        state.withLock { state in
            guard let hash = state.hash.take() else { preconditionFailure("a hash is finished once") }
            return ModelManifest.BundleFile(sha256: hash.finished(), bytes: state.bytes)
        }
    }
}
