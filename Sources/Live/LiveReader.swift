package import Media
import MediaTypes
package import Snippets

/// Watches a live source for ever: connection after connection, each a new epoch; the time between them told of as gaps.
///
/// Runs on the caller's thread and blocks it. `interrupt` ends whatever it does from any thread; afterwards `rest` gives what
/// is left.
package struct LiveReader {
    package let interrupt: InputInterrupt
    private let address: String
    private let options: LiveOptions
    private let host: HostName?
    private let probe: ConnectProbe?
    private var playlist: PlaylistNews?
    private var generator = SystemRandomNumberGenerator()
    private var liveness: Liveness
    private var ledger: LiveLedger
    private var connection: Connection?
    private var isEnding = false

    /// How long a probe may take.
    private static let probeLimit = Duration.seconds(1)

    /// - Parameter interrupt: its timeout is `options.silence`.
    package init(_ address: String, options: LiveOptions, interrupt: InputInterrupt? = nil) {
        self.address = address
        self.options = options
        Secrets.shared.protect(credentialsOf: address)
        self.interrupt = interrupt ?? InputInterrupt(timeout: options.silence)
        host = HostName(address)
        probe = ConnectProbe(address)
        playlist = PlaylistNews(address)
        liveness = Liveness(options.policy, at: .now)
        ledger = LiveLedger(resuming: options.resumption)
        ledger.tell(liveness.began())
    }

    /// The next item; nil once interrupted.
    package mutating func next() -> CutItem? {
        while !interrupt.isCancelled {
            if let item = ledger.next() { return item }
            if connection != nil {
                read()
            } else if let retry = liveness.retry, retry <= .now {
                connect()
            } else {
                wait()
            }
        }
        return nil
    }

    /// What is left when `next` has been interrupted, item by item; never blocks.
    package mutating func rest() -> CutItem? {
        if !isEnding {
            isEnding = true
            close()
            ledger.tellOutage(upTo: .now)
        }
        return ledger.next()
    }
}

extension LiveReader {
    private mutating func connect() {
        if let failure = host?.failure(within: options.policy.silence, interrupt: interrupt) {
            let why = failure == .unknown ? "its host has no such name" : "its host's name is not answered for"
            return lose(Loss(.error, "cannot open the input \(shownAddress): \(why)", isUnreachable: true))
        }
        if playlist?.isKnown(interrupt) == true {
            return lose(Loss(.timeout, "\(shownAddress) names no segment that was not read before"))
        }
        do {
            let opened = try Connection(address, options, firstEpoch: ledger.nextEpoch, interrupt: interrupt)
            connection = opened
            ledger.tell(liveness.connected(opened.reader.tracks, at: .now))
        } catch {
            lose(Loss(error))
        }
    }

    private var shownAddress: String { Secrets.shared.removed(from: address) }

    private mutating func read() {
        do {
            guard let step = try connection?.next() else { return lose(ending) }
            if let track = step.track { liveness.received(track, isDecoded: step.isDecoded, at: .now) }
            ledger.add(step.items, of: connection)
            ledger.tell(try liveness.checked(at: .now))
        } catch is Liveness.Undecodable {
            lose(Loss(.state, "nothing that \(shownAddress) brings can be decoded"))
        } catch {
            lose(Loss(error))
        }
    }

    /// Why a stream ended: the read that failed before, or the source itself.
    private var ending: Loss {
        connection?.lastFailure.map { Loss($0) } ?? Loss(.eos, "\(shownAddress) ended the stream")
    }

    /// An interrupted read is no loss.
    private mutating func lose(_ loss: Loss) {
        let interrupt = interrupt
        guard !interrupt.isCancelled else { return }
        if connection != nil { playlist?.lost(interrupt) }
        close()
        ledger.lost(loss.reason)
        for status in liveness.lost(loss, at: .now, using: &generator) { ledger.tell(status) }
    }

    private mutating func close() {
        guard connection != nil else { return }
        do {
            ledger.add(try connection?.finish() ?? [], of: connection)
        } catch {
            // The resampler failed for the last second, which is then part of the gap.
            ledger.tell(SourceStatus(state: .reconnecting, reason: .state, message: "\(error)"))
        }
        connection = nil
    }

    /// Sleeps until something is to be done, and does what can be done while the source is away.
    private mutating func wait() {
        let wake = [liveness.retry, liveness.probe, ledger.nextLine].compactMap(\.self).min() ?? .now
        interrupt.wait(until: wake)
        guard !interrupt.isCancelled else { return }
        if let probe, let due = liveness.probe, due <= .now {
            let answer = probe.ask(within: Self.probeLimit, interrupt: interrupt)
            liveness.probed(listens: answer == .listens, at: .now)
        }
        ledger.keepCurrent(at: .now)
    }
}
