import Media
import MediaTypes

/// A packet waiting for its turn.
struct QueuedPacket: Sendable {
    let packet: Packet
    /// Decode time in microseconds, extrapolated where the container gives none.
    let clock: Int64
    var step: ClockStep?
}

/// A jump of a track's decode clock against the packet before.
enum ClockStep: Sendable {
    case backward
    case forward

    private static let backwardLimit: Int64 = 1_000_000
    static let forwardLimit: Int64 = 10_000_000

    init?(from earlier: Int64, to later: Int64) {
        if later < earlier - Self.backwardLimit {
            self = .backward
        } else if later > earlier + Self.forwardLimit {
            self = .forward
        } else {
            return nil
        }
    }
}

/// The packets of one track that were read but not yet delivered, in the order of the container.
struct TrackQueue: Sendable {
    private var packets: [QueuedPacket] = []
    private var first = 0
    private(set) var byteCount = 0
    private var lastRead: (clock: Int64, end: Int64)?
    /// From the first packet read to the end of the last, in microseconds; nil before the first.
    private(set) var extent: ClosedRange<Int64>?
    /// Of the packets since the last step.
    private(set) var arrivals = ArrivalClock()
    /// Clock of the packet delivered last.
    private(set) var delivered: Int64?
    /// The newest clock read.
    var newest: Int64? { lastRead?.clock }

    var head: QueuedPacket? { first < packets.count ? packets[first] : nil }
    var isEmpty: Bool { head == nil }
    var count: Int { packets.count - first }

    /// Length of what waits before the first step in it, in microseconds.
    var span: Int64 {
        guard let head, let last = packets.last else { return 0 }
        return abs(last.clock - head.clock)
    }

    mutating func append(_ packet: Packet) {
        let clock = stamp(of: packet) ?? lastRead?.end ?? 0
        let step = lastRead.flatMap { ClockStep(from: $0.clock, to: clock) }
        if step != nil { arrivals = ArrivalClock() }
        arrivals.add(packet)
        let end = clock + packet.duration.rescaled(to: .microseconds).ticks
        lastRead = (clock, end)
        extent = min(extent?.lowerBound ?? clock, clock)...max(extent?.upperBound ?? end, end)
        packets.append(QueuedPacket(packet: packet, clock: clock, step: step))
        byteCount += packet.byteCount
    }

    /// The decode time. Where it has nothing to do with the presentation time (some demuxers begin it at 0, damage may
    /// change either) the one that continues the track.
    private func stamp(of packet: Packet) -> Int64? {
        let dts = packet.dts?.rescaled(to: .microseconds).ticks
        let pts = packet.pts?.rescaled(to: .microseconds).ticks
        guard let dts, let pts else { return dts ?? pts }
        guard abs(pts - dts) > ClockStep.forwardLimit else { return dts }
        guard let last = lastRead?.end else { return pts }
        return abs(pts - last) < abs(dts - last) ? pts : dts
    }

    mutating func clearStep() {
        guard first < packets.count else { return }
        packets[first].step = nil
    }

    mutating func popFirst() -> QueuedPacket? {
        guard let head else { return nil }
        first += 1
        byteCount -= head.packet.byteCount
        delivered = head.clock
        if first > 64, first * 2 > packets.count {
            packets.removeFirst(first)
            first = 0
        }
        return head
    }
}
