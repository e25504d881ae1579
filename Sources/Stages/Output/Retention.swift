package import Foundation

/// How long, and how many bytes of, an output's finished files are kept. Nothing is removed where both are nil.
package struct Retention: Sendable, Equatable {
    package var seconds: Int?
    package var bytes: Int?

    package init(seconds: Int? = nil, bytes: Int? = nil) {
        self.seconds = seconds
        self.bytes = bytes
    }

    /// A finished file.
    package struct File: Sendable, Equatable {
        package let path: String
        package let byteCount: Int
        /// When it was last written to.
        package let written: Date

        package init(path: String, byteCount: Int, written: Date) {
            self.path = path
            self.byteCount = byteCount
            self.written = written
        }
    }

    /// The first of the files, which stand in their order, that have to go: those older than wanted, and those that with
    /// all later ones are more than wanted.
    ///
    /// - Parameter open: bytes of the file being written, which counts and stays.
    package func surplus(of files: [File], beside open: Int, now: Date) -> [String] {
        var total = files.reduce(open) { $0 + $1.byteCount }
        var surplus: [String] = []
        for file in files {
            let isOld = seconds.map { now.timeIntervalSince(file.written) > Double($0) } ?? false
            guard isOld || bytes.map({ total > $0 }) ?? false else { break }
            surplus.append(file.path)
            total -= file.byteCount
        }
        return surplus
    }

    /// Removes surplus files.
    ///
    /// - Returns: what could not be removed, and why.
    package func apply(to files: [File], beside open: Int, now: Date) -> [String] {
        surplus(of: files, beside: open, now: now).compactMap { path in
            do {
                try FileManager.default.removeItem(atPath: path)
                return nil
            } catch {
                return "cannot remove \(path), which is kept no longer: \(error.localizedDescription)"
            }
        }
    }
}
