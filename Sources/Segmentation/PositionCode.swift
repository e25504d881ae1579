import Foundation
import Tensors

/// Sine codes of positions (Spec §4.2 and §5); computed in single precision like the reference.
enum PositionCode {
    /// `[h · w, channels]`: half the channels tell the row, half the column.
    static func plane(height: Int, width: Int, channels: Int) -> Tensor {
        let rows = axis(length: height, channels: channels / 2)
        let columns = axis(length: width, channels: channels / 2)
        return Tensor(shape: [height * width, channels]) { output in
            for y in 0..<height {
                for x in 0..<width {
                    for k in 0..<channels / 2 {
                        let token = (y * width + x) * channels
                        output[token + k] = rows[y * (channels / 2) + k]
                        output[token + channels / 2 + k] = columns[x * (channels / 2) + k]
                    }
                }
            }
        }
    }

    /// `[T · h · w, channels]`: the code of the plane plus a code of the time over all channels.
    static func volume(times: Int, height: Int, width: Int, channels: Int) -> Tensor {
        let plane = plane(height: height, width: width, channels: channels)
        let codes = Tensor(shape: [times, channels], axis(length: times, channels: channels))
        return Tensor.concatenated((0..<times).map { plane + codes[$0] })
    }

    /// Row-major `[length, channels]`: sines and cosines of the normalised position at falling frequencies.
    private static func axis(length: Int, channels: Int) -> [Float] {
        (0..<length).flatMap { index in
            let position = Float(index + 1) / (Float(length) + 1e-6) * Float(2 * Double.pi)
            return (0..<channels).map { k in
                let angle = position / pow(10_000, 2 * Float(k / 2) / Float(channels))
                return k % 2 == 0 ? sin(angle) : cos(angle)
            }
        }
    }
}
