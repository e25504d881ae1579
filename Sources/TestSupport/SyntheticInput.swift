package import MediaTypes

/// The pictures and sound of the reference runs, by integer rules.
package enum SyntheticInput {
    /// Picture `t` of a run: gradients, a checkerboard, a rectangle, a moving disc and noise.
    package static func picture(_ t: Int, width: Int, height: Int) -> Picture {
        let random = SplitMix("frames")
        var pixels = [UInt8](repeating: 0, count: width * height * 3)
        for y in 0..<height {
            for x in 0..<width {
                for channel in 0..<3 {
                    let index = (y * width + x) * 3 + channel
                    let noise = Int(random[t * height * width * 3 + index] >> 59) - 16
                    let value = clean(t, x, y, channel, width, height) + noise
                    pixels[index] = UInt8(max(0, min(255, value)))
                }
            }
        }
        return Picture(width: width, height: height, pixels: pixels)
    }

    private static func clean(_ t: Int, _ x: Int, _ y: Int, _ channel: Int, _ width: Int, _ height: Int) -> Int {
        let (dx, dy) = (x - width * (2 * t + 3) / 13, y - height * (t + 2) / 7)
        let radius = min(height, width) / 4
        if dx * dx + dy * dy < radius * radius { return [220, 60, 30][channel] }
        let (left, top) = (width / 8, height / 2)
        if (left..<left + width / 5).contains(x), (top..<top + height / 3).contains(y) {
            return [30, 180, 90 + 20 * t][channel]
        }
        let ramp = (3 * x + 2 * (channel + 1) * y + 17 * t + 31 * channel) % 510
        let checker = ((x >> 4) + (y >> 4) + t) & 1 == 1 ? 24 : -24
        return (ramp < 256 ? ramp : 510 - ramp) + checker
    }

    /// Saw tones that change every second, and noise, at 16 kHz.
    package static func sound(seconds: Int) -> [Int16] {
        let random = SplitMix("audio")
        return (0..<seconds * 16_000).map { n in
            let second = n / 16_000
            let tones = (0..<3).reduce(0) { sum, k in
                let step = ((220 + 110 * k * (k + 1) + 37 * second) << 32) / 16_000
                let phase = (n * step) & 0xFFFF_FFFF
                return sum + ((phase >> 19) - 4096) * ((k + second) % 3 + 1)
            }
            return Int16(truncatingIfNeeded: tones + Int(random[n] >> 53) - 1024)
        }
    }
}
