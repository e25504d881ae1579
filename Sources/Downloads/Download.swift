import Bundles
import Foundation

/// Downloads a file: goes on where an earlier download stopped, tries again where the connection fails, and gives the file
/// its name only when it is whole and the one expected.
package struct Download: Sendable {
    /// How a download ended.
    package struct Report: Sendable, Equatable {
        package let path: String
        package let bytes: Int
        /// Of what is at `path`.
        package let digest: String
        /// Whether it was known beforehand, or said by the hub, what the SHA-256 must be.
        package let isVerified: Bool
        /// Whether the file was there before.
        package let wasThere: Bool
    }

    private let source: DownloadSource
    private let destination: String
    private let options: DownloadOptions

    /// - Parameter destination: the file's path; the part file stands beside it.
    package init(_ source: DownloadSource, to destination: String, options: DownloadOptions = .init()) {
        self.source = source
        self.destination = destination
        self.options = options
    }

    /// Blocks until the file is there.
    package func run(_ monitor: DownloadMonitor = .init()) throws(DownloadError) -> Report {
        if FileManager.default.fileExists(atPath: destination) { return try existing() }
        let part = try PartialFile(for: destination)
        let linked = try fetched(part, monitor)
        let found = try digest(of: part.path)
        let expected = source.digest ?? linked.map { .whole($0) }
        if let expected, !expected.matches(found.digest) {
            part.remove()
            throw .wrongDigest(address: source.name, expected: expected.text, found: found.digest)
        }
        try part.finish()
        return Report(
            path: destination, bytes: found.bytes, digest: found.digest, isVerified: expected != nil, wasThere: false)
    }

    private func existing() throws(DownloadError) -> Report {
        let found = try digest(of: destination)
        if let expected = source.digest, !expected.matches(found.digest) {
            throw .differentFile(path: destination, expected: expected.text, found: found.digest)
        }
        return Report(
            path: destination, bytes: found.bytes, digest: found.digest, isVerified: source.digest != nil,
            wasThere: true)
    }

    /// As `fetch`, and leaves no part of which nothing came.
    private func fetched(_ part: PartialFile, _ monitor: DownloadMonitor) throws(DownloadError) -> String? {
        do throws(DownloadError) {
            return try fetch(part, monitor)
        } catch {
            if part.size == 0 { part.remove() }
            throw error
        }
    }

    /// - Returns: what a hub said the SHA-256 is.
    private func fetch(_ part: PartialFile, _ monitor: DownloadMonitor) throws(DownloadError) -> String? {
        var backoff = RetryBackoff(options)
        var reached = part.size
        while true {
            let attempt = try DownloadAttempt(source, into: part, options: options, monitor: monitor)
            do throws(DownloadError) {
                try attempt.run()
                return attempt.linkedDigest
            } catch {
                // A server that begins anew every time brings bytes, but no further.
                if part.size > reached { backoff = RetryBackoff(options) }
                reached = max(reached, part.size)
                guard error.isPassing, let delay = backoff.next(atLeast: error.retryAfter) else { throw error }
                monitor.retry(error, delay)
                try wait(delay, part, monitor)
            }
        }
    }

    private func wait(_ delay: Duration, _ part: PartialFile, _ monitor: DownloadMonitor) throws(DownloadError) {
        let end = ContinuousClock.now + delay
        repeat {
            if monitor.isStopped() { throw .stopped(part: part.path, bytes: part.size) }
            Thread.sleep(forTimeInterval: min(0.1, max(0, (end - .now) / .seconds(1))))
        } while ContinuousClock.now < end
    }

    private func digest(of path: String) throws(DownloadError) -> (digest: String, bytes: Int) {
        do throws(BundleError) {
            return try SHA256.digest(ofFile: path)
        } catch {
            throw .file(operation: "read", path: path, reason: error.description)
        }
    }
}

/// When the next try follows.
private struct RetryBackoff {
    private var left: Int
    private var delay: Duration
    private let longest: Duration

    init(_ options: DownloadOptions) {
        left = options.tries - 1
        delay = options.firstDelay
        longest = options.longestDelay
    }

    /// Nil where there have been enough.
    mutating func next(atLeast wanted: Duration?) -> Duration? {
        guard left > 0 else { return nil }
        left -= 1
        defer { delay = min(delay * 2, longest) }
        return min(max(delay, wanted ?? .zero), max(longest, delay))
    }
}
