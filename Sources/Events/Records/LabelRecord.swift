package import MediaTypes

/// Something that sounds in a snippet: its name, how sure that is, and which pixels.
package struct LabelRecord: Sendable, Equatable {
    package var label: String
    /// Probability of the word for the masked crop, 0…1.
    package var score: Double
    /// How sure the window is that something at this place sounds, 0…1.
    package var sounding: Double
    /// Whether segmentation was trained on the word, for bundles that say so.
    package var known: KnownSplit?
    package var track: Int
    package var box: PixelBox
    package var area: Int
    package var mask: RunLengthMask

    /// - Precondition: `mask` is not empty.
    package init(
        label: String, score: Double, sounding: Double, known: KnownSplit? = nil, track: Int, mask: RunLengthMask
    ) {
        guard let box = mask.box else { preconditionFailure("a label has at least one pixel") }
        self.label = label
        self.score = score
        self.sounding = sounding
        self.known = known
        self.track = track
        self.box = box
        area = mask.area
        self.mask = mask
    }

    var fields: JSONObject {
        var object = JSONObject([
            ("label", .string(label)), ("score", .score(score)), ("sounding", .score(sounding)),
        ])
        object.appendIfPresent("known", known.map { .string($0.rawValue) })
        object.append("track", .integer(track))
        object.append("box_xyxy_px", box.value)
        object.append("area_px", .integer(area))
        object.append("mask", .object(mask.fields))
        return object
    }

    init(fields: JSONObject) throws(EventError) {
        label = try fields.string("label")
        score = try fields.probability("score")
        sounding = try fields.probability("sounding")
        known = try fields.ifPresent("known") { key throws(EventError) in try fields.choice(key) }
        track = try fields.count("track")
        box = try fields.box("box_xyxy_px")
        area = try fields.count("area_px")
        mask = try fields.object("mask", RunLengthMask.init(fields:))
    }
}

/// Whether segmentation was trained on a word.
package enum KnownSplit: String, Sendable, CaseIterable {
    case base
    case novel
}

extension PixelBox {
    var value: JSONValue { .array([.integer(x0), .integer(y0), .integer(x1), .integer(y1)]) }
}

extension JSONValue {
    /// A probability with one to four decimals.
    static func score(_ value: Double) -> JSONValue { .decimal(value, places: 4) }
}

extension JSONObject {
    func probability(_ key: String) throws(EventError) -> Double {
        let value = try double(key)
        guard (0...1).contains(value) else { throw .field(path: key, problem: "is not between 0 and 1") }
        return value
    }

    func box(_ key: String) throws(EventError) -> PixelBox {
        let edges = try array(key).compactMap { element -> Int? in
            guard case .number(let digits) = element else { return nil }
            return Int(digits)
        }
        guard edges.count == 4, try array(key).count == 4 else {
            throw .field(path: key, problem: "is no box [x0, y0, x1, y1]")
        }
        return PixelBox(x0: edges[0], y0: edges[1], x1: edges[2], y1: edges[3])
    }
}
