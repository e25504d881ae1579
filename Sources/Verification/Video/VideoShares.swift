/// Which of many video files are whose: of the source whose lines name a file; one that no line names is of the source whose
/// files are named most like it.
struct VideoShares {
    private var shares: [[String]]
    private let names: [Set<String>]

    /// - Parameter paths: in their order, which each share keeps.
    init(_ paths: [String], among sources: [EventAudit]) {
        names = sources.map { Set($0.stretches.compactMap(\.file).map(VideoFiles.name)) }
        shares = sources.map { _ in [] }
        for path in paths { shares[owner(of: VideoFiles.name(path))].append(path) }
    }

    /// nil where a source has no video and needs none.
    subscript(source: Int) -> [String]? { names[source].isEmpty && shares[source].isEmpty ? nil : shares[source] }

    private func owner(of name: String) -> Int {
        let likeness = names.map { names in
            names.contains(name) ? .max : names.map { zip($0, name).prefix { $0 == $1 }.count }.max() ?? 0
        }
        return likeness.indices.max { likeness[$0] < likeness[$1] } ?? 0
    }
}
