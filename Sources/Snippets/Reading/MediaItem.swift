package import Media
package import MediaTypes

/// One step of reading an input: what it gave, and how far each track is known to have come.
package struct MediaItem: Sendable {
    package enum Content: Sendable {
        /// A new epoch; everything before belongs to the one before. `alignedClocks`: the tracks have unrelated clocks, so
        /// their starts count as simultaneous.
        case epochBegan(alignedClocks: Bool)
        /// The source is another from here on, which is a new epoch too; unless `isFirst`, where its epoch has had nothing
        /// yet of the track that shows it: then it may be that epoch's own.
        case formatChanged(SourceDescription, alignedClocks: Bool, isFirst: Bool)
        /// Pictures a video packet completed, in the order of presentation. `time` is the packet's own.
        case pictures(DecodedBatch<VideoFrame>, time: MediaTime?)
        /// A packet of sound and the samples it completed; no packet where the decoder is drained.
        case sound(Packet?, DecodedBatch<AudioFrame>)
        case notice(MediaNotice)
        /// Nothing but progress.
        case progress
    }

    package let content: Content
    /// No later picture of the epoch stands before it.
    package let videoHorizon: Horizon
    /// No later sample of the epoch stands before it.
    package let soundHorizon: Horizon
}

/// A bound on what a track may still bring, on the track's own clock.
package enum Horizon: Sendable {
    /// Nothing is known yet.
    case unknown
    case time(MediaTime)
    /// The track brings nothing any more.
    case ended
}
