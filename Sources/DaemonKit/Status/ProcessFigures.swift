import Foundation
import Glibc

/// What this process takes of the machine, as the kernel counts it.
struct ProcessFigures: Sendable {
    let residentBytes: Int
    let descriptors: Int
    let threads: Int
    /// In user and kernel mode together.
    let cpuSeconds: Double

    /// Nil where /proc cannot be read.
    init?() {
        guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
            let resident = Self.field("VmRSS", of: status), let threads = Self.field("Threads", of: status),
            let descriptors = try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
        else { return nil }
        residentBytes = resident << 10
        self.threads = threads
        // The one by which the folder is read is not there any more.
        self.descriptors = descriptors - 1
        cpuSeconds = Double(clock()) / Double(CLOCKS_PER_SEC)
    }

    private static func field(_ name: String, of status: String) -> Int? {
        status.split(separator: "\n").first { $0.hasPrefix("\(name):") }
            .flatMap { $0.split { !$0.isNumber }.first }.flatMap { Int($0) }
    }
}
