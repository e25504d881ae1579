extension Unpickler {
    mutating func perform(_ operation: PickleOpcode) throws(CheckpointError) {
        switch operation {
        case .mark: mark()
        case .pop: try discard()
        case .popMark: _ = try popToMark()
        case .duplicate: push(try top())
        case .proto: try requireProtocol(try input.byte())
        case .frame: try input.skip(8)
        case .getText: try recall(Int(try input.line()))
        case .get: try recall(Int(try input.byte()))
        case .longGet: try recall(Int(try input.number(UInt32.self)))
        case .putText: try remember(Int(try input.line()))
        case .put: try remember(Int(try input.byte()))
        case .longPut: try remember(Int(try input.number(UInt32.self)))
        case .memoize: try rememberNext()
        case .stop: return
        default: try performValue(operation)
        }
    }

    private func requireProtocol(_ number: UInt8) throws(CheckpointError) {
        guard number <= 5 else { throw input.fail("is of protocol \(number), which is not known") }
    }

    private mutating func performValue(_ operation: PickleOpcode) throws(CheckpointError) {
        switch operation {
        case .none: push(.none)
        case .newTrue: push(.bool(true))
        case .newFalse: push(.bool(false))
        case .binaryInt: push(.int(Int(try input.number(Int32.self))))
        case .binaryInt1: push(.int(Int(try input.byte())))
        case .binaryInt2: push(.int(Int(try input.number(UInt16.self))))
        case .long1: push(try input.long(Int(try input.byte())).map(PickleValue.int) ?? .opaque)
        case .long4: push(try input.long(Int(try input.number(Int32.self))).map(PickleValue.int) ?? .opaque)
        case .decimalInt: push(try decimalInt())
        case .decimalLong: push(Int(try input.line().drop(suffix: "L")).map(PickleValue.int) ?? .opaque)
        case .binaryFloat: push(.float(Double(bitPattern: UInt64(bigEndian: try input.number(UInt64.self)))))
        case .decimalFloat: push(Double(try input.line()).map(PickleValue.float) ?? .opaque)
        default: try performText(operation)
        }
    }

    /// Protocol 0 writes truth as the numbers 00 and 01.
    private mutating func decimalInt() throws(CheckpointError) -> PickleValue {
        switch try input.line() {
        case "00": .bool(false)
        case "01": .bool(true)
        case let digits: Int(digits).map(PickleValue.int) ?? .opaque
        }
    }

    private mutating func performText(_ operation: PickleOpcode) throws(CheckpointError) {
        switch operation {
        case .unicode: push(.string(try input.text(Int(try input.number(UInt32.self)))))
        case .shortUnicode: push(.string(try input.text(Int(try input.byte()))))
        case .unicode8: push(.string(try input.text(Int(clamping: try input.number(UInt64.self)))))
        case .unicodeLine: push(.string(try input.line()))
        case .binaryText: push(.string(try input.text(Int(try input.number(Int32.self)))))
        case .shortBinaryText: push(.string(try input.text(Int(try input.byte()))))
        case .quotedText: push(.string(String(try input.line().dropFirst().dropLast())))
        case .binaryBytes: try pushBytes(Int(try input.number(UInt32.self)))
        case .shortBinaryBytes: try pushBytes(Int(try input.byte()))
        case .bytes8: try pushBytes(Int(clamping: try input.number(UInt64.self)))
        default: try performContainer(operation)
        }
    }

    private mutating func pushBytes(_ count: Int) throws(CheckpointError) {
        try input.skip(count)
        push(.opaque)
    }
}

extension String {
    fileprivate func drop(suffix: String) -> Substring { hasSuffix(suffix) ? dropLast(suffix.count) : self[...] }
}
