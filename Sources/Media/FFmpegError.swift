import CFFmpeg
import Glibc

/// What FFmpeg refused to do: the operation, what it was tried on, and the library's answer.
package struct FFmpegError: Error, Sendable, Hashable {
    /// The library's negative `AVERROR` code.
    package let code: Int32
    /// What was attempted, to be read after "cannot", e.g. `open the input`.
    package let operation: String
    /// What it was attempted on: an address without secrets, a codec, a stream.
    package let subject: String

    package init(code: Int32, operation: String, subject: String) {
        self.code = code
        self.operation = operation
        self.subject = Secrets.shared.removed(from: subject)
    }

    /// Why, as far as a caller has to tell causes apart.
    package enum Reason: Sendable, Hashable {
        case endOfStream
        /// Cancelled, or the deadline of a read has passed.
        case interrupted
        case noSuchStream
        case noDecoder
        case invalidData
        /// The input has other streams than when it was opened.
        case changed
        /// The credentials are missing or wrong.
        case unauthorized
        /// Nothing answers at the address: it refuses connections, or no way leads there.
        case unreachable
        case other
    }

    package var reason: Reason {
        switch code {
        case earshot_error_eof: .endOfStream
        case earshot_error_exit: .interrupted
        case earshot_error_stream_not_found: .noSuchStream
        case earshot_error_decoder_not_found: .noDecoder
        case earshot_error_invalid_data: .invalidData
        case earshot_error_input_changed: .changed
        case earshot_error_http_unauthorized, earshot_error_http_forbidden: .unauthorized
        case _ where Self.unreachable.contains(code): .unreachable
        default: .other
        }
    }
}

extension FFmpegError {
    private static let unreachable = Set(
        [ECONNREFUSED, EHOSTDOWN, EHOSTUNREACH, ENETDOWN, ENETUNREACH, ETIMEDOUT].map(earshot_error_from_errno))
}

extension FFmpegError: CustomStringConvertible {
    package var description: String {
        "cannot \(operation) \(subject): \(Self.message(for: code))"
    }

    /// The library's own words for a code.
    package static func message(for code: Int32) -> String {
        var buffer = [CChar](repeating: 0, count: Int(AV_ERROR_MAX_STRING_SIZE))
        av_strerror(code, &buffer, buffer.count)
        return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}

/// Passes a non-negative library result on and throws a negative one.
@discardableResult
func check(_ result: Int32, _ operation: String, _ subject: @autoclosure () -> String) throws(FFmpegError) -> Int32 {
    guard result < 0 else { return result }
    throw FFmpegError(code: result, operation: operation, subject: subject())
}

/// Unwraps what the library allocates, throwing "out of memory" where it did not.
func allocated<Value>(_ value: Value?, _ subject: @autoclosure () -> String) throws(FFmpegError) -> Value {
    guard let value else {
        throw FFmpegError(code: earshot_error_no_memory, operation: "allocate", subject: subject())
    }
    return value
}
