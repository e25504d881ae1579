import CMinizip

/// The table of contents of a zip file, checked before anything is used; nothing is ever unpacked to disk.
struct ZipArchive: Sendable {
    struct Entry: Sendable, Equatable {
        /// Where its bytes are, from the start of the file.
        let bytes: Range<Int>
        /// They are the content itself.
        let isStored: Bool
        let crc: UInt32
    }

    let entries: [String: Entry]

    /// More entries than any checkpoint has.
    static let mostEntries = 1 << 18

    private static let longestName = 1 << 10

    /// - Throws: What is wrong, as `CheckpointError.Problem.malformed`.
    init(_ file: UnsafeRawBufferPointer, source: String) throws(CheckpointError) {
        guard Self.hasEnd(file) else { throw Self.fail("its end is missing: the file is cut short", source) }
        let input = ZipInput(file)
        var functions = input.functions
        let handle = withExtendedLifetime(input) { unzOpen2_64(nil, &functions) }
        guard let handle else { throw Self.fail("its table of contents is missing", source) }
        defer {
            unzClose(handle)
            withExtendedLifetime(input) {}
        }
        var entries: [String: Entry] = [:]
        var status = unzGoToFirstFile(handle)
        while status == UNZ_OK, entries.count < Self.mostEntries {
            let (name, entry) = try Self.current(handle, fileSize: file.count, source)
            guard entries.updateValue(entry, forKey: name) == nil else {
                throw Self.fail("entry '\(name)' is there twice", source)
            }
            status = unzGoToNextFile(handle)
        }
        guard status == UNZ_END_OF_LIST_OF_FILE else { throw Self.fail("its table of contents is damaged", source) }
        try Self.requireApart(entries, source)
        self.entries = entries
    }

    /// Whether the record that ends every zip file, which may hold a comment, reaches to the end of the file. Minizip is
    /// content with the record before it.
    private static func hasEnd(_ file: UnsafeRawBufferPointer) -> Bool {
        let (length, longestComment) = (22, Int(UInt16.max))
        for start in stride(from: file.count - length, through: max(0, file.count - length - longestComment), by: -1) {
            guard file[start..<start + 4].elementsEqual([0x50, 0x4b, 0x05, 0x06]) else { continue }
            let comment = UInt16(littleEndian: file.loadUnaligned(fromByteOffset: start + 20, as: UInt16.self))
            return start + length + Int(comment) == file.count
        }
        return false
    }

    private static func current(
        _ handle: unzFile, fileSize: Int, _ source: String
    ) throws(CheckpointError) -> (String, Entry) {
        var info = unz_file_info64()
        var name = [CChar](repeating: 0, count: longestName)
        guard unzGetCurrentFileInfo64(handle, &info, &name, UInt(name.count), nil, 0, nil, 0) == UNZ_OK,
            info.size_filename < longestName,
            let text = String(
                validating: name.prefix(Int(info.size_filename)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        else { throw fail("an entry of its table of contents is damaged", source) }
        try requirePlain(text, info, source)
        let start = try dataStart(handle, text, source)
        guard start <= fileSize, info.compressed_size <= UInt64(fileSize - start) else {
            throw fail("entry '\(text)' reaches beyond the end of the file", source)
        }
        let range = start..<start + Int(info.compressed_size)
        return (
            text, Entry(bytes: range, isStored: info.compression_method == 0, crc: UInt32(truncatingIfNeeded: info.crc))
        )
    }

    private static func requirePlain(
        _ name: String, _ info: unz_file_info64, _ source: String
    ) throws(CheckpointError) {
        let steps = name.split(separator: "/", omittingEmptySubsequences: false)
        guard !name.hasPrefix("/"), !steps.contains(".."), !name.contains("\\"), !name.utf8.contains(0) else {
            throw fail("entry '\(name)' has a name that no checkpoint uses", source)
        }
        guard info.flag & 1 == 0 else { throw fail("entry '\(name)' is encrypted", source) }
        guard info.compression_method != 0 || info.compressed_size == info.uncompressed_size else {
            throw fail("entry '\(name)' has two sizes", source)
        }
    }

    /// The table does not say where the data begins: the header before the data does.
    private static func dataStart(_ handle: unzFile, _ name: String, _ source: String) throws(CheckpointError) -> Int {
        guard unzOpenCurrentFile2(handle, nil, nil, 1) == UNZ_OK else {
            throw fail("the header of entry '\(name)' is not what the table of contents says", source)
        }
        defer { unzCloseCurrentFile(handle) }
        return Int(clamping: unzGetCurrentFileZStreamPos64(handle))
    }

    private static func requireApart(_ entries: [String: Entry], _ source: String) throws(CheckpointError) {
        var end = 0
        for (name, entry) in entries.sorted(by: {
            ($0.value.bytes.lowerBound, $0.value.bytes.upperBound) < (
                $1.value.bytes.lowerBound, $1.value.bytes.upperBound
            )
        }) {
            guard entry.bytes.lowerBound >= end else { throw fail("entry '\(name)' overlaps another", source) }
            end = entry.bytes.upperBound
        }
    }

    private static func fail(_ detail: String, _ source: String) -> CheckpointError {
        CheckpointError(source: source, problem: .malformed(detail))
    }
}
