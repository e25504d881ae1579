package import MediaTypes

/// What the lines before a `start` line that stand in another file come to: enough to go on, and to check, without them.
package struct CarriedState: Sendable, Equatable {
    /// A sound that has begun and not ended.
    package struct Sound: Sendable, Equatable {
        package var track: Int
        package var label: String
        package var known: KnownSplit?
        /// From its first labelled second to the end of its latest.
        package var span: MediaSpan
        package var score: Double
        package var sounding: Double
        /// Seconds labelled with it.
        package var seconds: Int
        /// The end said in its last `sound_update` line; nil where there was none.
        package var updated: MediaTime?

        package init(
            track: Int, label: String, known: KnownSplit?, span: MediaSpan, score: Double, sounding: Double,
            seconds: Int,
            updated: MediaTime?
        ) {
            self.track = track
            self.label = label
            self.known = known
            self.span = span
            self.score = score
            self.sounding = sounding
            self.seconds = seconds
            self.updated = updated
        }
    }

    /// Where the last ledger line ends, and the world's time of that; nil before the first.
    package var end: LedgerEnd?
    /// Where the recording's clock stands; nil where nothing has been recorded.
    package var videoEnd: MediaTime?
    package var nextTrack: Int
    package var openSounds: [Sound]
    /// Over the job's lines.
    package var ledger: Ledger
    package var damage: DamageCounts

    var fields: JSONObject {
        var object = JSONObject([
            ("epoch", end.map { .integer($0.epoch) } ?? .null), ("end_s", end.map { .seconds($0.time) } ?? .null),
        ])
        object.append(contentsOf: (end?.worldTime).fields)
        object.appendIfPresent("sender_ahead_ms", (end?.senderAhead).map(JSONValue.integer))
        object.append("video_end_s", videoEnd.map(JSONValue.seconds) ?? .null)
        object.append("next_track", .integer(nextTrack))
        object.append("open_sounds", .array(openSounds.map { .object($0.fields) }))
        object.append("ledger", .object(ledger.fields))
        object.append("damage", .object(damage.fields))
        return object
    }

    package init(
        end: LedgerEnd?, videoEnd: MediaTime?, nextTrack: Int, openSounds: [Sound], ledger: Ledger, damage: DamageCounts
    ) {
        self.end = end
        self.videoEnd = videoEnd
        self.nextTrack = nextTrack
        self.openSounds = openSounds
        self.ledger = ledger
        self.damage = damage
    }

    init(fields: JSONObject) throws(EventError) {
        end = try LedgerEnd?(in: fields)
        videoEnd = try fields.ifPresent("video_end_s", fields.seconds)
        nextTrack = try fields.count("next_track")
        openSounds = try fields.objects("open_sounds", Sound.init(fields:))
        ledger = try fields.object("ledger", Ledger.init(fields:))
        damage = try fields.object("damage", DamageCounts.init(fields:))
    }
}

/// Where the ledger has come to.
package struct LedgerEnd: Sendable, Equatable {
    package let epoch: Int
    /// Since the epoch's start.
    package let time: MediaTime
    /// The world's time of it, where it is known.
    package let worldTime: EventTime?
    /// See `WallFields`.
    package let senderAhead: Int?

    package init(epoch: Int, time: MediaTime, worldTime: EventTime?, senderAhead: Int? = nil) {
        self.epoch = epoch
        self.time = time
        self.worldTime = worldTime
        self.senderAhead = senderAhead
    }

    /// `worldTime` by this machine's clock.
    package var machineTime: WallClock? {
        worldTime.map { WallClock(milliseconds: $0.time.milliseconds &- Int64(senderAhead ?? 0)) }
    }

    /// The end of a stretch that begins at `start` in the world's time.
    init(_ span: MediaSpan, start: EventTime?, senderAhead: Int?) {
        let length = (span.end.rescaled(to: .microseconds) - span.start).rescaled(to: .milliseconds).ticks
        self.init(
            epoch: span.epoch, time: span.end,
            worldTime: start.map {
                EventTime(time: WallClock(milliseconds: $0.time.milliseconds &+ length), origin: $0.origin)
            }, senderAhead: senderAhead)
    }
}

extension Optional where Wrapped == LedgerEnd {
    fileprivate init(in fields: JSONObject) throws(EventError) {
        guard let epoch = try fields.ifPresent("epoch", fields.count) else {
            self = nil
            return
        }
        self = LedgerEnd(
            epoch: epoch, time: try fields.seconds("end_s"), worldTime: try EventTime?(in: fields),
            senderAhead: try fields.ifPresent("sender_ahead_ms") { key throws(EventError) in try fields.integer(key) })
    }
}

extension CarriedState.Sound {
    var fields: JSONObject {
        var object = JSONObject([("epoch", .integer(span.epoch))])
        object.append(contentsOf: span.secondsFields)
        object.append("track", .integer(track))
        object.append("label", .string(label))
        object.appendIfPresent("known", known.map { .string($0.rawValue) })
        object.append("score", .score(score))
        object.append("sounding", .score(sounding))
        object.append("seconds", .integer(seconds))
        object.appendIfPresent("updated_s", updated.map(JSONValue.seconds))
        return object
    }

    init(fields: JSONObject) throws(EventError) {
        span = try MediaSpan(in: fields)
        track = try fields.count("track")
        label = try fields.string("label")
        known = try fields.ifPresent("known") { key throws(EventError) in try fields.choice(key) }
        score = try fields.probability("score")
        sounding = try fields.probability("sounding")
        seconds = try fields.count("seconds")
        updated = try fields.ifPresent("updated_s", fields.seconds)
    }
}
