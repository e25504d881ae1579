import Media
import MediaTypes

extension TrackDecoding {
    /// Decodes up to the first picture, or the first sound where no picture is found within the look-ahead; a video stream
    /// without pictures is then given up.
    mutating func prime() throws(FFmpegError) -> [MediaItem] {
        var items: [MediaItem] = []
        var first: MediaTime?
        let deadline = options.firstPictureLimit.map { ContinuousClock.now + $0 }
        while videoDecoder != nil, firstPicture == nil {
            guard let item = try next() else { break }
            items.append(item)
            if let deadline {
                if ContinuousClock.now >= deadline { break }
                continue
            }
            guard case .pictures(_, let time?) = item.content else { continue }
            first = first ?? time
            if let first, time > first + options.lookAhead.duration { break }
        }
        if firstPicture == nil, let video = choice.video { giveUpVideo(video, &items) }
        while firstPicture == nil, !hasSound, deadline.map({ ContinuousClock.now < $0 }) ?? true,
            let item = try next()
        { items.append(item) }
        return items
    }

    private mutating func giveUpVideo(_ video: StreamDescription, _ items: inout [MediaItem]) {
        if followsFormat {
            isWithoutPictures = true
        } else {
            videoDecoder = nil
            order.drop(.video)
        }
        items = (items + pending).map(\.withoutVideo)
        pending = []
        let isTooLarge = !options.maxPicture.allows(width: video.width, height: video.height)
        emit(.notice(isTooLarge ? .pictureTooLarge(video, options.maxPicture) : .videoWithoutPictures(video)))
    }
}

extension MediaItem {
    fileprivate var withoutVideo: MediaItem {
        MediaItem(content: content, videoHorizon: .ended, soundHorizon: soundHorizon)
    }
}
