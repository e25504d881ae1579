import VisionLanguage
import Words

extension Vocabulary {
    /// The score each word needs: its own threshold, else `usual`; nil for background words, which become no label.
    func thresholds(usual: Float) -> [Float?] {
        words.map { word in word.isBackground ? nil : word.entry.threshold.map(Float.init) ?? usual }
    }
}
