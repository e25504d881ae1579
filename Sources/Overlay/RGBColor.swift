/// An sRGB colour, 8 bits a channel.
package struct RGBColor: Sendable, Hashable {
    package let red: UInt8
    package let green: UInt8
    package let blue: UInt8

    package static let black = RGBColor(0, 0, 0)
    package static let white = RGBColor(255, 255, 255)

    package init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }
}
