import CFFmpeg

/// An FFmpeg dictionary of options, owned here.
struct OptionDictionary: ~Copyable {
    private(set) var pointer: OpaquePointer?

    init(_ entries: [String: String] = [:]) {
        for (key, value) in entries.sorted(by: { $0.key < $1.key }) {
            av_dict_set(&pointer, key, value, 0)
        }
    }

    deinit {
        var owned = pointer
        av_dict_free(&owned)
    }

    /// Lends the dictionary to a call that takes the entries it knows out of it.
    mutating func withPointer<Result>(_ body: (UnsafeMutablePointer<OpaquePointer?>) -> Result) -> Result {
        body(&pointer)
    }
}
