/// Why an archive is not watched at all.
enum ArchiveError: Error, CustomStringConvertible {
    case noFiles(source: String)
    case noFolder(source: String)
    case isOne(source: String)
    case outputsAmongSources(folder: String)
    case begunBefore(journal: String)
    case inUse(journal: String)
    case journal(String, String)

    var description: String {
        switch self {
        case .noFiles(let source):
            "cannot watch \(source): no media file is there"
        case .noFolder(let source):
            "cannot watch \(source): it stands for many files, and outputs.archive.folder does not say where their outputs go"
        case .isOne(let source):
            "cannot watch \(source): it is no folder and no pattern of files, which outputs.archive.folder is for"
        case .outputsAmongSources(let folder):
            "cannot write to \(folder): it holds files that are watched; name a folder outside"
        case .begunBefore(let journal):
            "cannot begin: \(journal) tells of an earlier run; --resume goes on with it, --overwrite begins anew"
        case .inUse(let journal):
            "cannot begin: another process is writing \(journal)"
        case .journal(let path, let reason):
            "cannot write \(path): \(reason)"
        }
    }
}
