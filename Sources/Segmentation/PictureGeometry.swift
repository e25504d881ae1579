/// The sizes a picture has on its way into the network.
package struct PictureGeometry: Sendable, Hashable {
    package struct Size: Sendable, Hashable {
        package let width: Int
        package let height: Int

        package init(width: Int, height: Int) {
            self.width = width
            self.height = height
        }
    }

    /// As it came.
    package let original: Size
    /// After resizing, before padding.
    package let resized: Size
    /// Both sides multiples of the divisor.
    package let padded: Size

    /// Spec §1: the shorter side becomes `shortSide` unless the longer would then exceed `maxSide`.
    package init(original: Size, preprocessing: SegmentationConfiguration.Preprocessing) {
        self.original = original
        let (width, height) = (Double(original.width), Double(original.height))
        let short = Double(preprocessing.shortSide)
        let scale = short / min(width, height)
        var newHeight = height < width ? short : scale * height
        var newWidth = height < width ? scale * width : short
        let longest = Double(preprocessing.maxSide)
        if max(newHeight, newWidth) > longest {
            let reduction = longest / max(newHeight, newWidth)
            newHeight *= reduction
            newWidth *= reduction
        }
        resized = Size(width: Int(newWidth + 0.5), height: Int(newHeight + 0.5))
        let divisor = preprocessing.divisor
        func padded(_ length: Int) -> Int { (length + divisor - 1) / divisor * divisor }
        self.padded = Size(width: padded(resized.width), height: padded(resized.height))
    }
}
