package import Foundation

/// Zip files put together for a test, right or wrong in any field.
package struct ZipBuilder {
    /// A file in it; what is not said is what a writer would say.
    package struct Entry {
        package var name: String
        package var content: Data
        package var method: UInt16 = 0
        package var flags: UInt16 = 0
        package var crc: UInt32?
        package var size: UInt32?
        /// Where the table of contents says the entry is.
        package var offset: UInt32?

        package init(_ name: String, _ content: Data) {
            self.name = name
            self.content = content
        }
    }

    package var entries: [Entry]
    /// How many entries the end record claims.
    package var count: UInt16?

    package init(_ entries: [Entry]) {
        self.entries = entries
    }

    package var data: Data {
        var file = Data()
        var table = Data()
        for entry in entries {
            let offset = entry.offset ?? UInt32(file.count)
            file.append(number: UInt32(0x0403_4b50))
            append(fieldsOf: entry, to: &file)
            file.append(number: UInt16(0))
            file.append(contentsOf: entry.name.utf8)
            file.append(entry.content)
            table.append(number: UInt32(0x0201_4b50))
            table.append(number: UInt16(20))
            append(fieldsOf: entry, to: &table)
            table.append(Data(count: 12))
            table.append(number: offset)
            table.append(contentsOf: entry.name.utf8)
        }
        return file + table + end(table: table.count, offset: file.count)
    }

    /// What the header of an entry and its line in the table have in common, up to the length of the name.
    private func append(fieldsOf entry: Entry, to data: inout Data) {
        let size = entry.size ?? UInt32(entry.content.count)
        data.append(number: UInt16(20))
        data.append(number: entry.flags)
        data.append(number: entry.method)
        data.append(Data(count: 4))
        data.append(number: entry.crc ?? Self.crc(entry.content))
        data.append(number: size)
        data.append(number: size)
        data.append(number: UInt16(entry.name.utf8.count))
    }

    private func end(table: Int, offset: Int) -> Data {
        var end = Data()
        let records = count ?? UInt16(entries.count)
        end.append(number: UInt32(0x0605_4b50))
        end.append(Data(count: 4))
        end.append(number: records)
        end.append(number: records)
        end.append(number: UInt32(table))
        end.append(number: UInt32(offset))
        end.append(Data(count: 2))
        return end
    }

    private static func crc(_ data: Data) -> UInt32 {
        var sum = ~UInt32(0)
        for byte in data {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum >> 1 ^ (sum & 1 == 1 ? 0xedb8_8320 : 0) }
        }
        return ~sum
    }
}

extension Data {
    fileprivate mutating func append(number: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
    }
}
