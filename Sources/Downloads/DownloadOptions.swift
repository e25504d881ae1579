/// How files are downloaded.
package struct DownloadOptions: Sendable {
    /// The most bytes a file may have.
    package var limit = 8_000_000_000
    /// How long a connection may take, and how long nothing may come before the connection is given up.
    package var patience = Duration.seconds(30)
    /// How often in a row nothing may come before the download is given up.
    package var tries = 5
    /// The time before the second try; each further one waits twice as long as the one before it.
    package var firstDelay = Duration.seconds(1)
    /// The longest time between two tries.
    package var longestDelay = Duration.seconds(60)
    package var userAgent = "earshot"
    /// Certificates to trust instead of the system's, PEM.
    package var certificates: String?

    package init() {}
}

/// Who follows a download. All of it is called on the thread that downloads.
package struct DownloadMonitor {
    /// Bytes there are, and of how many, where that is known.
    package var progress: (_ bytes: Int, _ total: Int?) -> Void
    /// A try failed and another follows after a time.
    package var retry: (_ error: DownloadError, _ delay: Duration) -> Void
    /// Asked about once a second whether to stop.
    package var isStopped: () -> Bool

    package init(
        progress: @escaping (Int, Int?) -> Void = { _, _ in },
        retry: @escaping (DownloadError, Duration) -> Void = { _, _ in },
        isStopped: @escaping () -> Bool = { false }
    ) {
        self.progress = progress
        self.retry = retry
        self.isStopped = isStopped
    }
}
