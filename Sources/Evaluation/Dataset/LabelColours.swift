import MediaTypes

/// The colour code of AVSBench's label images: the bits of an id, least significant first, go three at a time to the
/// red, green and blue channel, the k-th triple to bit 7−k (Spec §9).
enum LabelColours {
    static func colour(of id: UInt8) -> (red: UInt8, green: UInt8, blue: UInt8) {
        var channels: [UInt8] = [0, 0, 0]
        for bit in 0..<8 where id >> bit & 1 != 0 { channels[bit % 3] |= 0x80 >> (bit / 3) }
        return (channels[0], channels[1], channels[2])
    }

    private static let ids = Dictionary(
        uniqueKeysWithValues: (0...UInt8.max).map { id in
            let (red, green, blue) = colour(of: id)
            return (key(red, green, blue), id)
        })

    private static func key(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> UInt32 {
        UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue)
    }

    /// The ids of a label image; nil where a pixel has a colour that stands for no id.
    static func labelMap(of picture: Picture) -> LabelMap? {
        var map = LabelMap(width: picture.width, height: picture.height)
        var last: (colour: UInt32, id: UInt8) = (0, 0)
        for index in map.ids.indices {
            let colour = key(
                picture.pixels[3 * index], picture.pixels[3 * index + 1], picture.pixels[3 * index + 2])
            if colour != last.colour {
                guard let id = ids[colour] else { return nil }
                last = (colour, id)
            }
            map.ids[index] = last.id
        }
        return map
    }
}
