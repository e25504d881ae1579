import MediaTypes
import Testing

@testable import Overlay

@Suite struct LevelMeterTests {
    @Test func `the bar is empty at −60 dBFS and full at 0`() {
        #expect([-90, -60, -30, 0, 3].map(LevelMeter.share(of:)) == [0, 0, 0.5, 1, 1])
        #expect(LevelMeter.share(of: -.infinity) == 0)
        #expect(LevelMeter.share(of: .nan) == 0)
    }

    @Test func `the level is printed in whole decibels`() {
        let captions = [-31.2, -0.2, 0.4, -75, -.infinity].map(LevelMeter.caption)
        #expect(captions == ["−31 dBFS", "0 dBFS", "0 dBFS", "< −60 dBFS", "< −60 dBFS"])
    }

    @Test(arguments: [-50.0, -30, -10, 0]) func `the lit length follows the level`(level: Double) {
        var sheet = RGBALayer(width: 120, height: 10)
        LevelMeter.draw(level, in: PixelBox(x0: 0, y0: 0, x1: 120, y1: 10), on: &sheet)
        let grey = SIMD4<UInt8>(90, 90, 90, 255)
        #expect(sheet.pixels[..<120].filter { $0 != grey }.count == Int(level + 60) * 2)
    }
}
