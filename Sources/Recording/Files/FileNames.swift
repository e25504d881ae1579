import Foundation
import MediaTypes

/// Names the files of one recording as they are needed, so that none of them overwrites another.
struct FileNames {
    /// A file to be written.
    struct Name {
        let path: String
        /// Another file may be there, and give way.
        let replaces: Bool
        /// The file goes on with the recording's clock for its own.
        let isContinued: Bool
    }

    private let name: RecordingName
    private let existing: RecordingOptions.ExistingFile
    private var continued: String?
    private var own: Set<String>

    init(
        _ name: RecordingName, existing: RecordingOptions.ExistingFile, continuing continuation: Recorder.Continuation?
    ) {
        self.name = name
        self.existing = existing
        continued = continuation?.path
        own = Set(continuation?.kept ?? [])
    }

    /// What the next file is to be called. Where it could not be created, the one to go on with is not asked for again.
    mutating func next(at time: Date?) -> Name {
        if let path = continued.take() {
            return Name(path: path, replaces: existing == .overwrite, isContinued: true)
        }
        var part = 1
        while true {
            let path = name.path(at: time, part: part)
            let isOwn = own.contains(path), isTaken = isOwn || FileManager.default.fileExists(atPath: path)
            if !isTaken { return Name(path: path, replaces: false, isContinued: false) }
            if !isOwn, existing == .overwrite { return Name(path: path, replaces: true, isContinued: false) }
            // To be refused by the system, with its reason.
            if !isOwn, existing == .refuse, part == 1 { return Name(path: path, replaces: false, isContinued: false) }
            part += 1
        }
    }

    /// The file is there.
    mutating func took(_ name: Name) { own.insert(name.path) }
}

extension RecordingOptions {
    /// The number of the segment an instant lies in: segments begin at whole multiples of their length, in the world's time
    /// where it is known, else in the recording's.
    func segment(at time: Date?, _ position: MediaTime) -> Int64? {
        segmentSeconds.map { length in
            let second = time.map { Int64($0.timeIntervalSince1970.rounded(.down)) } ?? position.wholeSecond
            return second.flooredQuotient(by: Int64(length))
        }
    }
}

extension Int64 {
    fileprivate func flooredQuotient(by divisor: Int64) -> Int64 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
