import Media
import MediaTypes

/// Puts the packets of both tracks in the order of their decode times, with a bounded look-ahead, and finds where one
/// epoch ends and the next begins.
///
/// A track whose clock steps (backwards by more than 1 s, forwards by more than 10 s) waits at the step until the other
/// track has come to a step too, has ended, or stays away beyond the look-ahead; then the epoch is over. A step forward that
/// the other track bridges with packets of its own is a pause of one track, no epoch.
struct PacketOrder {
    enum Step {
        /// `alignedClocks`: the tracks' first decode times differ by more than 10 s.
        case epoch(alignedClocks: Bool)
        /// The clock is the packet's decode time in microseconds, extrapolated where the container gives none.
        case packet(MediaTrack, Packet, clock: Int64)
        /// Reading failed, and goes on where the format can.
        case damage(FFmpegError)
    }

    private let demuxer: Demuxer
    private let lookAhead: LookAhead
    private let trackOfStream: [Int: MediaTrack]
    private var queues = PerTrack(repeating: TrackQueue())
    private var isPresent = PerTrack(repeating: false)
    /// Nothing of the track was found within the look-ahead.
    private var isAway = PerTrack(repeating: false)
    /// Subtracted from a track's clock before the two are compared.
    private var origin = PerTrack<Int64>(repeating: 0)
    private var hasBegun = false
    private var inputEnded = false
    private var failures = 0

    private static let failureLimit = 16
    private static let countLimit = 50_000

    init(_ demuxer: Demuxer, _ choice: StreamChoice, lookAhead: LookAhead) {
        self.demuxer = demuxer
        self.lookAhead = lookAhead
        var tracks: [Int: MediaTrack] = [:]
        if let video = choice.video { tracks[video.index] = .video }
        if let audio = choice.audio { tracks[audio.index] = .sound }
        trackOfStream = tracks
        for track in tracks.values { isPresent[track] = true }
        demuxer.select(Set(tracks.keys))
    }

    /// nil at the end of the input.
    mutating func next() throws(FFmpegError) -> Step? {
        if let damage = try fill() { return .damage(damage) }
        if !hasBegun { return begin() }
        if resolveSteps() { return beginEpoch() }
        guard let track = due else { return nil }
        guard let packet = queues[track].popFirst() else { return nil }
        return .packet(track, packet.packet, clock: packet.clock)
    }

    /// No packet of the track will come any more, or none in this epoch.
    func hasEnded(_ track: MediaTrack) -> Bool {
        if !isPresent[track] { return true }
        if let head = queues[track].head { return head.step == .backward }
        return inputEnded
    }

    /// The decode time no later packet of the track precedes, on the track's own clock; nil where nothing is known.
    func horizon(of track: MediaTrack) -> MediaTime? {
        let own = queues[track]
        if let head = own.head { return MediaTime(head.clock, .microseconds) }
        let other = queues[track.other]
        guard isAway[track], let position = other.delivered else { return nil }
        return MediaTime(position - origin[track.other] + origin[track], .microseconds)
    }

    /// The next packet of the track, where it is known.
    func head(of track: MediaTrack) -> QueuedPacket? { queues[track].head }

    /// What has been read of a track, from its first packet to the end of its last, in microseconds of its clock.
    func extent(of track: MediaTrack) -> ClosedRange<Int64>? { queues[track].extent }

    /// The track's clock against this machine's.
    func arrivals(of track: MediaTrack) -> ArrivalClock { queues[track].arrivals }

    /// What is waiting, for the statement of memory.
    var byteCount: Int { queues.video.byteCount + queues.sound.byteCount }

    /// Gives a track up: its packets are no longer read.
    mutating func drop(_ track: MediaTrack) {
        isPresent[track] = false
        queues[track] = TrackQueue()
        demuxer.select(Set(trackOfStream.filter { isPresent[$0.value] }.keys))
    }
}

// Filling the queues.
extension PacketOrder {
    /// Reads until the next packet due is known. Returns the failure of a read that may be survived.
    private mutating func fill() throws(FFmpegError) -> FFmpegError? {
        while !inputEnded, MediaTrack.allCases.contains(where: { isLacking($0) }) {
            do {
                guard let packet = try demuxer.next() else {
                    inputEnded = true
                    continue
                }
                failures = 0
                guard let track = trackOfStream[packet.streamIndex], isPresent[track] else { continue }
                queues[track].append(packet)
                isAway[track] = false
            } catch {
                guard ![.interrupted, .changed].contains(error.reason) else { throw error }
                failures += 1
                inputEnded = failures >= Self.failureLimit
                if failures == 1 { return error }
            }
        }
        for track in MediaTrack.allCases where isStalled(track) { isAway[track] = true }
        return nil
    }

    /// Nothing waits of a track that may still have packets within the look-ahead.
    private func isLacking(_ track: MediaTrack) -> Bool {
        isPresent[track] && queues[track].isEmpty && !isStalled(track)
    }

    private func isStalled(_ track: MediaTrack) -> Bool {
        guard isPresent[track], queues[track].isEmpty, !inputEnded else { return false }
        let other = queues[track.other]
        return other.span >= lookAhead.duration.rescaled(to: .microseconds).ticks || other.byteCount >= lookAhead.bytes
            || other.count >= Self.countLimit
    }
}

// Deciding what comes next.
extension PacketOrder {
    private mutating func begin() -> Step? {
        guard MediaTrack.allCases.contains(where: { !queues[$0].isEmpty }) else { return nil }
        hasBegun = true
        return beginEpoch()
    }

    private mutating func beginEpoch() -> Step {
        for track in MediaTrack.allCases { queues[track].clearStep() }
        origin = PerTrack(repeating: 0)
        guard let video = queues.video.head?.clock, let sound = queues.sound.head?.clock,
            abs(video - sound) > ClockStep.forwardLimit
        else { return .epoch(alignedClocks: false) }
        origin.video = video
        origin.sound = sound
        return .epoch(alignedClocks: true)
    }

    /// Whether the epoch is over; clears the steps that turn out to be pauses of one track.
    private mutating func resolveSteps() -> Bool {
        for track in MediaTrack.allCases {
            guard let head = queues[track].head, let step = head.step else { continue }
            if isAtStepOrAway(track.other) {
                if step == .backward || isFarFromOther(track, head) { return true }
                queues[track].clearStep()
            } else if step == .forward, !isFarFromOther(track, head) {
                queues[track].clearStep()
            }
        }
        return false
    }

    private func isAtStepOrAway(_ track: MediaTrack) -> Bool {
        guard let head = queues[track].head else { return true }
        return head.step != nil
    }

    /// The other track has come nowhere near a packet, so it has stepped as well or ended long before.
    private func isFarFromOther(_ track: MediaTrack, _ head: QueuedPacket) -> Bool {
        guard let reached = queues[track.other].delivered else { return true }
        let next = queues[track.other].head.flatMap { $0.step == nil ? $0.clock : nil }
        let position = max(reached, next ?? reached) - origin[track.other]
        return head.clock - origin[track] - position > ClockStep.forwardLimit
    }

    /// The track whose head comes first; a track at a step waits for the other.
    private var due: MediaTrack? {
        let waiting = MediaTrack.allCases.filter { !queues[$0].isEmpty }
        let free = waiting.filter { queues[$0].head?.step == nil }
        return (free.isEmpty ? waiting : free).min { relativeHead($0) < relativeHead($1) }
    }

    private func relativeHead(_ track: MediaTrack) -> Int64 {
        queues[track].head.map { $0.clock - origin[track] } ?? .max
    }
}
