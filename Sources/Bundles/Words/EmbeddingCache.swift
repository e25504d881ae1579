package import Foundation
import Glibc
import Synchronization

/// Embeddings of words on the disk, one small file a word, shared by all processes of a user.
///
/// A file appears whole or not at all. What cannot be read counts as absent and is written anew. Files of others in the same
/// folder, told by their names, are never touched.
package final class EmbeddingCache: Sendable {
    private let folder: URL
    private let limit: Int
    private let complain: @Sendable (String) -> Void
    private let takesNone = Mutex(false)

    /// - Parameters:
    ///   - folder: created with the first embedding.
    ///   - limit: how many embeddings are kept; those not used for longest go first.
    ///   - complain: told of every damaged entry, and once of a folder that takes none.
    package init(folder: URL, limit: Int = 10_000, complain: @escaping @Sendable (String) -> Void) {
        self.folder = folder
        self.limit = limit
        self.complain = complain
    }

    /// `embeddings` in the user's folder for what can be had again.
    package static var standardFolder: URL { UserCache.folder().appending(path: "embeddings") }

    /// - Parameters:
    ///   - key: 64 hexadecimal digits.
    ///   - width: how many numbers an embedding has.
    func contains(_ key: String, width: Int) -> Bool {
        FileManager.default.contents(atPath: path(key)).flatMap {
            EmbeddingEntry.values(in: $0, key: key, width: width)
        }
            != nil
    }

    /// The embedding of a key, made and kept where there is none.
    func embedding(_ key: String, width: Int, make: () -> [Float]) -> [Float] {
        if let data = FileManager.default.contents(atPath: path(key)) {
            if let values = EmbeddingEntry.values(in: data, key: key, width: width) {
                utimensat(AT_FDCWD, path(key), nil, 0)
                return values
            }
            complain("\(path(key)) is damaged; the word is computed anew")
        }
        let values = make()
        store(values, key)
        return values
    }

    private func store(_ values: [Float], _ key: String) {
        let draft = path("\(key).\(getpid())-\(UInt32.random(in: 0 ... .max))\(Self.draftSuffix)")
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try EmbeddingEntry.data(of: values, key: key).write(to: URL(filePath: draft))
            guard rename(draft, path(key)) == 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
        } catch {
            unlink(draft)
            let isFirst = takesNone.withLock { known in
                defer { known = true }
                return !known
            }
            if isFirst { complain("words are computed anew at every start: cannot write in \(folder.path)") }
        }
    }
}

extension EmbeddingCache {
    private static let draftSuffix = ".draft"
    /// Seconds after which a draft belongs to no process any more.
    private static let draftLife = 3_600.0

    /// Brings the cache within its limit and removes what processes that died left half-written.
    func prune(now: Date = .now) {
        // No folder, nothing to prune.
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        for name in names where Self.isDraft(name) && now.timeIntervalSince(lastUse(of: name)) > Self.draftLife {
            unlink(path(name))
        }
        let entries = names.filter(Self.isKey)
        guard entries.count > limit else { return }
        let byUse = entries.map { (lastUse(of: $0), $0) }.sorted(by: <)
        // Some more than needed, so that not every word to come has to look at all of them.
        for entry in byUse.dropLast(limit - limit / 10) { unlink(path(entry.1)) }
    }

    private static func isKey(_ name: some StringProtocol) -> Bool {
        name.utf8.count == 64 && name.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }

    private static func isDraft(_ name: String) -> Bool {
        name.hasSuffix(draftSuffix) && isKey(name.prefix { $0 != "." })
    }

    private func path(_ name: String) -> String { folder.appending(path: name).path }

    private func lastUse(of name: String) -> Date {
        var facts = stat()
        guard stat(path(name), &facts) == 0 else { return .distantPast }
        return Date(timeIntervalSince1970: Double(facts.st_mtim.tv_sec) + Double(facts.st_mtim.tv_nsec) / 1e9)
    }
}
