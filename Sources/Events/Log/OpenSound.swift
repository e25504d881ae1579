package import MediaTypes

/// A sound that has begun and not ended.
package struct OpenSound: Sendable, Equatable {
    package let begin: SoundBeginRecord
    /// The end last said of it; nil where nothing was said since it began.
    package fileprivate(set) var updated: MediaTime?
    /// What its labels say, taken together.
    package fileprivate(set) var labelled: Labelled

    /// The seconds labelled with a sound.
    package struct Labelled: Sendable, Equatable {
        /// Nil before the first.
        package fileprivate(set) var last: SnippetKey?
        package fileprivate(set) var end: MediaTime
        package fileprivate(set) var score = 0.0
        package fileprivate(set) var sounding = 0.0
        package fileprivate(set) var seconds = 0
    }

    fileprivate init(_ begin: SoundBeginRecord) {
        self.begin = begin
        labelled = Labelled(end: begin.start)
    }

    fileprivate mutating func add(_ label: LabelRecord, in record: SnippetRecord) {
        labelled.last = record.key
        labelled.end = record.span.end
        labelled.score = max(labelled.score, label.score)
        labelled.sounding = max(labelled.sounding, label.sounding)
        labelled.seconds += 1
    }
}

/// The sounds begun and not ended after a number of lines, by track.
struct OpenSounds {
    private var sounds: [Int: OpenSound] = [:]

    init() {}

    init(_ carried: [CarriedState.Sound]) {
        sounds = Dictionary(carried.map { ($0.track, OpenSound($0)) }) { first, _ in first }
    }

    mutating func apply(_ record: EventRecord) {
        switch record {
        case .soundBegin(let begin): sounds[begin.track] = OpenSound(begin)
        case .soundUpdate(let update): sounds[update.track]?.updated = update.span.end
        case .soundEnd(let end): sounds[end.track] = nil
        case .snippet(let snippet):
            for label in snippet.labels { sounds[label.track]?.add(label, in: snippet) }
        default: break
        }
    }

    var sorted: [OpenSound] { sounds.values.sorted { $0.begin.track < $1.begin.track } }
}

extension OpenSound {
    fileprivate init(_ sound: CarriedState.Sound) {
        self.init(
            SoundBeginRecord(
                track: sound.track, label: sound.label, known: sound.known, epoch: sound.span.epoch,
                start: sound.span.start, score: sound.score, sounding: sound.sounding))
        updated = sound.updated
        labelled.end = sound.span.end
        labelled.score = sound.score
        labelled.sounding = sound.sounding
        labelled.seconds = sound.seconds
        let index = Int((sound.span.end - MediaTime(1, .microseconds)).wholeSecond)
        labelled.last = sound.seconds > 0 ? SnippetKey(epoch: sound.span.epoch, index: index) : nil
    }

    var carried: CarriedState.Sound {
        CarriedState.Sound(
            track: begin.track, label: begin.label, known: begin.known,
            span: MediaSpan(epoch: begin.epoch, start: begin.start, end: labelled.end), score: labelled.score,
            sounding: labelled.sounding, seconds: labelled.seconds, updated: updated)
    }
}
