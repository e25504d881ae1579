import Media
import MediaTypes

/// Cuts one epoch, whose start is known, into seconds.
struct EpochCut {
    private let number: Int
    let clock: EpochClock
    private let options: CutOptions
    private var soundSource: SoundSource?
    private var nominalPicture: TimeBase?
    private var frames = SoundContinuity<AudioFrame>()
    private var packets = SoundContinuity<Packet>()
    private var sound = SoundTimeline()
    private var seconds = OpenSeconds()
    /// Where the last second given out ends.
    private(set) var length = MediaTime.zero
    /// End of the last picture shown.
    private var pictureEnd = MediaTime.zero

    init(number: Int, clock: EpochClock, options: CutOptions, source: SourceDescription) {
        self.number = number
        self.clock = clock
        self.options = options
        soundSource = source.sound
        nominalPicture = source.video?.frameDuration
    }

    /// The source is another than it was taken for, of which nothing has come yet.
    mutating func amend(_ source: SourceDescription) {
        soundSource = source.sound
        nominalPicture = source.video?.frameDuration
    }

    /// Takes in one item and gives out the seconds it completes.
    mutating func add(_ item: MediaItem) throws -> [CutItem] {
        switch item.content {
        case .pictures(let batch, let time): addPictures(batch, packetTime: time)
        case .sound(let packet, let batch): try addSound(packet, batch)
        case .epochBegan, .formatChanged, .notice, .progress: break
        }
        return try cut(
            videoHorizon: clock.mediaTime(item.videoHorizon, of: .video),
            soundHorizon: clock.mediaTime(item.soundHorizon, of: .sound))
    }

    /// Gives out all that is left.
    mutating func finish() throws -> [CutItem] {
        try endSoundRun()
        let end = [seconds.lastWithPicture, lastSoundSecond].compactMap { $0 }.max()
        guard let end, end >= next else { return [] }
        seconds.gather(after: end)
        var items: [CutItem] = []
        while next <= end { items += give(isLast: next == end) }
        return items
    }

    /// The next second to be given out.
    private var next: Int { seconds.next }

    private var lastSoundSecond: Int? {
        guard sound.hasSound(from: next) else { return nil }
        return Int((sound.end - MediaTime(1, .samples(rate: Waveform.analysisRate))).wholeSecond)
    }
}

// Taking in.
extension EpochCut {
    private mutating func addPictures(_ batch: DecodedBatch<VideoFrame>, packetTime: MediaTime?) {
        let packetSecond = packetTime.map { clock.mediaTime($0, of: .video).wholeSecond }.map(Int.init)
        for frame in batch.frames { add(frame) }
        seconds.note(packetSecond) { $0.damage.videoErrors += batch.errors }
    }

    private mutating func add(_ frame: VideoFrame) {
        let time = clock.mediaTime(frame.pts, of: .video)
        let second = Int(time.wholeSecond)
        guard second >= next else { return seconds.note(nil) { $0.damage.latePictures += 1 } }
        let target = MediaTime(seconds: second)
        let isWanted = options.from.map { SnippetKey(epoch: number, index: second) >= $0 } ?? true
        let cap = options.keepsPictures && isWanted ? options.byteCap : nil
        let instant = target + options.keyInstant
        seconds.note(second) {
            $0.pictures.add(frame, at: time, target: instant, cap: cap)
            if frame.isDamaged { $0.damage.concealedPictures += 1 }
        }
        let length = frame.duration.ticks > 0 ? frame.duration : nominalPicture.map { MediaTime(1, $0) } ?? .zero
        pictureEnd = max(pictureEnd, time + length)
    }

    private mutating func addSound(_ packet: Packet?, _ batch: DecodedBatch<AudioFrame>) throws {
        let packetTime = (packet?.pts ?? packet?.dts).map { clock.mediaTime($0, of: .sound) }
        let packetSecond = packetTime.map { Int($0.wholeSecond) }
        if options.soundForm == .packets, let packet {
            let time = packetTime ?? packets.end ?? MediaTime(seconds: next)
            packets.add(packet, at: time, lasting: length(of: packet, heardAs: batch)).forEach { record($0) }
        }
        for frame in batch.frames {
            let time = clock.mediaTime(frame.pts, of: .sound)
            try frames.add(frame, at: time, lasting: frame.duration).forEach { try hear($0) }
        }
        seconds.note(packetSecond) { $0.damage.soundErrors += batch.errors }
    }

    /// A container that tells of one rate misjudges the packets of another.
    private func length(of packet: Packet, heardAs batch: DecodedBatch<AudioFrame>) -> MediaTime {
        guard let rate = batch.frames.first?.sampleRate, rate != soundSource?.stream.sampleRate else {
            return soundSource?.length(of: packet) ?? packet.duration
        }
        return batch.frames.reduce(.zero) { $0 + $1.duration }
    }

    private mutating func record(_ packet: SoundContinuity<Packet>.Placed) {
        seconds.note(Int(packet.time.wholeSecond)) { $0.sound.append(.packet(packet.piece, time: packet.time)) }
    }

    private mutating func hear(_ frame: SoundContinuity<AudioFrame>.Placed) throws {
        let trimmed = try sound.add(frame.piece, at: frame.time)
        let keeps = options.soundForm == .frames
        guard keeps || trimmed > 0 || frame.piece.isDamaged else { return }
        seconds.note(Int(frame.time.wholeSecond)) {
            $0.trimmed += trimmed
            if keeps { $0.sound.append(.frame(frame.piece, time: frame.time)) }
            if frame.piece.isDamaged { $0.damage.soundErrors += 1 }
        }
    }
}

// Giving out.
extension EpochCut {
    private mutating func cut(videoHorizon: MediaTime?, soundHorizon: MediaTime?) throws -> [CutItem] {
        if let open = frames.openEnd, soundHorizon.map({ $0 > open }) ?? true { try endSoundRun() }
        var items: [CutItem] = []
        while isComplete(next, videoHorizon, soundHorizon), hasContent(after: next) { items += give(isLast: false) }
        return items
    }

    private mutating func endSoundRun() throws {
        packets.endRun().forEach { record($0) }
        try frames.endRun().forEach { try hear($0) }
        try sound.endRun()
    }

    private func isComplete(_ second: Int, _ video: MediaTime?, _ soundHorizon: MediaTime?) -> Bool {
        let end = MediaTime(seconds: second + 1)
        guard video.map({ $0 >= end }) ?? true else { return false }
        if sound.isWritten(second: second) { return true }
        return frames.openEnd == nil && (soundHorizon.map { $0 >= end } ?? true)
    }

    /// Something of the epoch is known to follow, so this second is neither its last nor followed by nothing.
    private func hasContent(after second: Int) -> Bool {
        sound.hasSound(from: second + 1) || seconds.lastWithPicture.map { $0 > second } ?? false
    }

    private func hasContent(in second: Int) -> Bool {
        seconds.hasPicture(second) || sound.firstSecond(from: second) == second
    }

    private mutating func give(isLast: Bool) -> [CutItem] {
        guard hasContent(in: next) else { return giveGap() }
        let key = SnippetKey(epoch: number, index: next)
        let snippet = take(key, isLast: isLast)
        return isWanted(key) ? [.snippet(snippet)] : []
    }

    private mutating func giveGap() -> [CutItem] {
        let first = next
        guard let end = [seconds.firstWithPicture, sound.firstSecond(from: next)].compactMap({ $0 }).min() else {
            return []
        }
        seconds.skip(to: end)
        let begin = options.from.map { $0.epoch == number ? max(first, $0.index) : first } ?? first
        guard begin < end, isWanted(SnippetKey(epoch: number, index: begin)) else { return [] }
        let span = MediaTime(seconds: begin)..<MediaTime(seconds: end)
        return [.gap(Gap(epoch: number, span: span, reason: .noMedia))]
    }

    private func isWanted(_ key: SnippetKey) -> Bool { options.from.map { key >= $0 } ?? true }

    private mutating func take(_ key: SnippetKey, isLast: Bool) -> Snippet {
        let second = seconds.takeNext()
        let first = key.index * Waveform.analysisRate
        let present = sound.count(in: first..<first + Waveform.analysisRate)
        let duration = isLast ? lastDuration(of: key.index) : MediaTime(seconds: 1)
        let samples = Int(duration.rescaled(to: .samples(rate: Waveform.analysisRate)).ticks)
        length = MediaTime(seconds: key.index) + duration
        return Snippet(
            key: key, start: MediaTime(seconds: key.index), duration: duration, isLastOfEpoch: isLast,
            keyPicture: second.pictures.key, waveform: Waveform(samples: sound.take(second: key.index)),
            soundSamples: present, missing: soundSource != nil ? max(0, samples - present) : 0, trimmed: second.trimmed,
            damage: second.damage, recording: recorded(second))
    }

    private func recorded(_ second: OpenSeconds.Second) -> RecordedMedia {
        var media = RecordedMedia()
        media.pictures = second.pictures.kept
        media.sound = second.sound
        media.shedPictures = second.pictures.shed
        media.byteCount = second.sound.reduce(second.pictures.byteCount) { $0 + $1.byteCount }
        return media
    }

    /// The last second ends with the later of its picture and its sound.
    private func lastDuration(of second: Int) -> MediaTime {
        let end = max(pictureEnd, sound.end) - MediaTime(seconds: second)
        return min(end, MediaTime(seconds: 1))
    }
}
