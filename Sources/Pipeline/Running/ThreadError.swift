import Glibc

/// The system refused a thread.
package struct ThreadError: Error, Sendable, CustomStringConvertible {
    package let thread: String
    package let code: Int32

    package var description: String {
        "cannot start thread \"\(thread)\": \(String(cString: strerror(code))); "
            + "raise the limit on tasks or run fewer pipelines"
    }
}
