package import MediaTypes

/// Where a stretch of the source stands in the annotated video. Its clock runs on from 0 over epochs, part files and restarts.
package struct VideoPosition: Sendable, Equatable {
    /// Where the stretch starts.
    package var pts: Int64
    package var timeBase: TimeBase
    /// How many pictures of the stretch the video holds.
    package var pictures: Int?
    /// The timestamp of the first of them.
    package var firstPicturePTS: Int64?
    /// Pictures of the stretch that the encoder was too slow for.
    package var lostPictures: Int

    package init(
        pts: Int64, timeBase: TimeBase, pictures: Int? = nil, firstPicturePTS: Int64? = nil, lostPictures: Int = 0
    ) {
        self.pts = pts
        self.timeBase = timeBase
        self.pictures = pictures
        self.firstPicturePTS = firstPicturePTS
        self.lostPictures = lostPictures
    }

    var fields: JSONObject {
        var object = JSONObject([("pts", .integer(pts)), ("time_base", timeBase.value)])
        object.appendIfPresent("pictures", pictures.map(JSONValue.integer))
        object.appendIfPresent("first_picture_pts", firstPicturePTS.map(JSONValue.integer))
        if lostPictures > 0 { object.append("lost_pictures", .integer(lostPictures)) }
        return object
    }

    init(fields: JSONObject) throws(EventError) {
        (pts, timeBase) = try fields.timestamp()
        pictures = try fields.ifPresent("pictures", fields.count)
        firstPicturePTS = try fields.ifPresent("first_picture_pts") { key throws(EventError) in
            try fields.timestamp(key).pts
        }
        lostPictures = try fields.ifPresent("lost_pictures", fields.count) ?? 0
    }
}
