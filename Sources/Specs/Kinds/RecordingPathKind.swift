/// A path whose last component may hold a time, as `yard-%Y%m%dT%H%M%SZ.mp4`.
struct RecordingPathKind: SpecKind {
    let name = "a path, in its file name perhaps a time such as %Y%m%dT%H%M%SZ"
    private static let conversions: Set<Character> = ["Y", "m", "d", "H", "M", "S", "%"]

    func read(_ text: String) throws(SpecComplaint) -> String {
        let path = try TextKind().read(text)
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        if parts.dropLast().contains(where: { $0.contains("%") }) {
            throw SpecComplaint("may have a time in the file's name only, not in a folder's")
        }
        var rest = (parts.last ?? "")[...]
        while let sign = rest.firstIndex(of: "%") {
            rest = rest[rest.index(after: sign)...]
            guard let conversion = rest.first, Self.conversions.contains(conversion) else {
                throw SpecComplaint("has a % that is none of %Y, %m, %d, %H, %M, %S and %%")
            }
            rest = rest.dropFirst()
        }
        return path
    }

    func text(of value: String) -> String { value }
}
