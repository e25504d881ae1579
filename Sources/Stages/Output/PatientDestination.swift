package import Events
import Glibc

/// A destination that is opened when it can be: where the system refuses at first, every line tries again.
package struct PatientDestination<Base: EventDestination & ~Copyable>: EventDestination, ~Copyable {
    private var base: Base?
    private let open: @Sendable () throws -> Base

    /// - Throws: what does not pass by itself, such as a folder that is not there or a file another process writes.
    package init(opening open: @escaping @Sendable () throws -> Base) throws {
        self.open = open
        do {
            base = try open()
        } catch let error as EventError where error.mayPass {
            base = nil
        }
    }

    package mutating func write(_ record: EventRecord, wall: WallFields) throws {
        if base == nil { base = try open() }
        try base?.write(record, wall: wall)
    }

    package mutating func catchUp() throws -> Bool { try base?.catchUp() ?? true }
}

extension EventError {
    private static let passing: Set = [EACCES, EDQUOT, EIO, EMFILE, ENFILE, ENOSPC, EPERM, EROFS]

    /// Whether the same call may succeed later without anybody having changed what is asked for.
    fileprivate var mayPass: Bool {
        if case .system(_, _, let code, _) = self { Self.passing.contains(code) } else { false }
    }
}
