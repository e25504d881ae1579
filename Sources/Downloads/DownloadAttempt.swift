import Bundles
import Foundation

/// One GET into a part file, from where it ends.
final class DownloadAttempt: HTTPReceiver {
    private let source: DownloadSource
    private let part: PartialFile
    private let options: DownloadOptions
    private let monitor: DownloadMonitor
    private let addressDigest: String
    private let offset: Int
    private let validator: String?
    /// The whole file's size where the server said it.
    private(set) var total: Int?
    /// What a hub said the file's SHA-256 is.
    private(set) var linkedDigest: String?
    /// The server has nothing after what there is.
    private var isBeyondEnd = false

    init(
        _ source: DownloadSource, into part: PartialFile, options: DownloadOptions, monitor: DownloadMonitor
    ) throws(DownloadError) {
        self.source = source
        self.part = part
        self.options = options
        self.monitor = monitor
        addressDigest = SHA256.digest(of: Data(source.address.utf8))
        let isSame = part.origin?.address == addressDigest
        validator = isSame ? part.origin?.validator : nil
        // From another mirror, or a server that names no versions, more bytes are only good where a digest will tell.
        if validator == nil, source.digest == nil { try part.restart() }
        offset = part.size
    }

    /// - Throws: `DownloadError`; what has come is in the part file.
    func run() throws(DownloadError) {
        let request = HTTPRequest(
            address: source.address, name: source.name, offset: offset, validator: offset > 0 ? validator : nil,
            patience: options.patience, userAgent: options.userAgent, certificates: options.certificates)
        do throws(DownloadError) {
            try HTTPTransfer(request).run(into: self)
        } catch {
            guard isStopped else { throw error }
            throw .stopped(part: part.path, bytes: part.size)
        }
        if let total, part.size != total {
            throw .connection(
                address: source.name, reason: "\(part.size) bytes came of a file that has \(total)")
        }
    }

    var isStopped: Bool { monitor.isStopped() }

    func begin(_ response: HTTPResponse) throws(DownloadError) {
        total = response.fileSize
        linkedDigest = response.linkedDigest
        switch response.status {
        case 200: if offset > 0 { try part.restart() }
        case 206:
            guard response.firstByte == offset else {
                throw .answer(address: source.name, problem: "the server sent another part than was asked for")
            }
        case 416:
            isBeyondEnd = true
            if total != part.size { try part.restart() }
            return
        default: throw .status(response.status, address: source.name, retryAfter: response.retryAfter)
        }
        try part.note(.init(address: addressDigest, validator: response.validator))
        try requireRoom()
        monitor.progress(part.size, total)
    }

    func receive(_ bytes: UnsafeRawBufferPointer) throws(DownloadError) {
        if isBeyondEnd { return }
        guard part.size + bytes.count <= options.limit else {
            throw .tooLarge(address: source.name, bytes: nil, limit: options.limit)
        }
        try part.append(bytes)
        monitor.progress(part.size, total)
    }

    private func requireRoom() throws(DownloadError) {
        guard let total else { return }
        guard total <= options.limit else {
            throw .tooLarge(address: source.name, bytes: total, limit: options.limit)
        }
        let needed = total - part.size
        if let free = part.free, free < needed {
            let folder = URL(filePath: part.path).deletingLastPathComponent().path
            throw .noRoom(folder: folder, needed: needed, free: free)
        }
    }
}
