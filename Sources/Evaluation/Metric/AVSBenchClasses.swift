/// The label ids of AVSBench's 70 words and their split for open vocabulary (Spec §9).
package enum AVSBenchClasses {
    /// Label ids, background 0 included.
    package static let count = 71

    /// Ids whose words LVIS lists as rare or not at all.
    package static let novel = [
        1, 3, 5, 13, 14, 15, 22, 23, 24, 25, 30, 32, 33, 34, 39, 42, 45, 49, 50, 51, 53, 54, 56, 57, 61, 64, 65, 66, 68,
        69,
    ]

    /// The other words.
    package static let base = (1..<count).filter { !novel.contains($0) }
}
