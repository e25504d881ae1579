package import MediaTypes

/// One sounding thing of one second: where it is, what it is called and how sure that is.
package struct Label: Sendable, Equatable {
    /// What the vocabulary reports it as.
    package let word: String
    /// `base` or `novel` where the bundle declares a split for the word.
    package let known: String?
    /// CLIP probability of the word among all words that compete, 0…1.
    package let score: Float
    /// The window's sounding score of the query it comes from, 0…1.
    package let sounding: Float
    /// In displayed orientation and size; disjoint from the other labels of the second and never empty.
    package let mask: BinaryMask
    /// The smallest box around `mask`.
    package let box: PixelBox
    /// Pixels of `mask`.
    package let area: Int
    package let footprint: Footprint

    package init(
        word: String, known: String?, score: Float, sounding: Float, mask: BinaryMask, box: PixelBox, area: Int,
        footprint: Footprint
    ) {
        self.word = word
        self.known = known
        self.score = score
        self.sounding = sounding
        self.mask = mask
        self.box = box
        self.area = area
        self.footprint = footprint
    }
}
