import Glibc

/// A POSIX thread with a name and a stack deep enough for codecs and BLAS, whatever the process's limits are.
struct WorkerThread: Sendable {
    static let stackBytes = 8 << 20

    private let handle: pthread_t

    init(named name: String, _ body: @escaping @Sendable () -> Void) throws(ThreadError) {
        handle = try Self.start(named: name, detached: false, body)
    }

    /// Runs `body` on a thread nobody joins.
    static func detach(named name: String, _ body: @escaping @Sendable () -> Void) throws(ThreadError) {
        _ = try start(named: name, detached: true, body)
    }

    /// Waits for the end of the thread; once for each thread.
    func join() {
        pthread_join(handle, nil)
    }

    private static func start(
        named name: String, detached: Bool, _ body: @escaping @Sendable () -> Void
    ) throws(ThreadError) -> pthread_t {
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setstacksize(&attributes, stackBytes)
        pthread_attr_setdetachstate(&attributes, Int32(detached ? PTHREAD_CREATE_DETACHED : PTHREAD_CREATE_JOINABLE))
        let start = Unmanaged.passRetained(ThreadStart(name: name, body: body))
        var handle = pthread_t()
        let code = pthread_create(&handle, &attributes, runThread, start.toOpaque())
        guard code == 0 else {
            start.release()
            throw ThreadError(thread: name, code: code)
        }
        return handle
    }
}

private final class ThreadStart: Sendable {
    let name: String
    let body: @Sendable () -> Void

    init(name: String, body: @escaping @Sendable () -> Void) {
        self.name = name
        self.body = body
    }
}

private func runThread(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let argument else { preconditionFailure("a thread starts with its body") }
    let start = Unmanaged<ThreadStart>.fromOpaque(argument).takeRetainedValue()
    nameThisThread(start.name)
    start.body()
    return nil
}

/// Linux keeps 15 bytes of the name. Through procfs because Swift imports neither `pthread_setname_np`, a GNU extension,
/// nor `prctl`, a variadic function. Only people who look at the process miss the name if it fails.
private func nameThisThread(_ name: String) {
    guard let file = fopen("/proc/thread-self/comm", "w") else { return }
    fputs(String(decoding: name.utf8.prefix(15), as: UTF8.self), file)
    fclose(file)
}
