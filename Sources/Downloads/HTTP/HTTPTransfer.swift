import CCurl

/// Takes what a transfer brings. An error ends the transfer and is what it throws.
protocol HTTPReceiver: AnyObject {
    /// Called once, before the first byte, and where there is none after the last.
    func begin(_ response: HTTPResponse) throws(DownloadError)
    func receive(_ bytes: UnsafeRawBufferPointer) throws(DownloadError)
    /// Asked about once a second and with every piece.
    var isStopped: Bool { get }
}

/// One GET by libcurl, on the thread that asks for it. Proxies come from the environment as curl(1) reads them:
/// `http_proxy`, `https_proxy`, `all_proxy`, `no_proxy`.
struct HTTPTransfer: ~Copyable {
    private let handle: UnsafeMutableRawPointer
    private let request: HTTPRequest

    init(_ request: HTTPRequest) throws(DownloadError) {
        guard Self.isReady, let handle = curl_easy_init() else {
            throw .connection(address: request.name, reason: "libcurl could not be started")
        }
        self.handle = handle
        self.request = request
    }

    deinit { curl_easy_cleanup(handle) }

    private static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    /// - Throws: what the receiver threw, else what went wrong on the way.
    consuming func run(into receiver: some HTTPReceiver) throws(DownloadError) {
        let progress = TransferProgress(receiver)
        let header = HeaderList(request)
        configure(header)
        let code = withExtendedLifetime(header) { perform(progress) }
        if let error = progress.error { throw error }
        guard code == CURLE_OK else { throw failure(code, progress.response) }
        try progress.finish()
    }

    private func perform(_ progress: TransferProgress) -> CURLcode {
        let user = Unmanaged.passUnretained(progress).toOpaque()
        earshot_curl_set_receiver(handle, CURLOPT_HEADERFUNCTION, receiveHeader)
        earshot_curl_set_user(handle, CURLOPT_HEADERDATA, user)
        earshot_curl_set_receiver(handle, CURLOPT_WRITEFUNCTION, receiveBytes)
        earshot_curl_set_user(handle, CURLOPT_WRITEDATA, user)
        earshot_curl_set_progress(handle, reportProgress)
        earshot_curl_set_user(handle, CURLOPT_XFERINFODATA, user)
        return withExtendedLifetime(progress) { curl_easy_perform(handle) }
    }

    private func configure(_ header: HeaderList) {
        let isSecure = request.address.lowercased().hasPrefix("https:")
        let seconds = max(1, Int(request.patience.components.seconds))
        set(CURLOPT_URL, request.address)
        set(CURLOPT_PROTOCOLS_STR, "http,https")
        set(CURLOPT_REDIR_PROTOCOLS_STR, isSecure ? "https" : "http,https")
        set(CURLOPT_USERAGENT, request.userAgent)
        set(CURLOPT_FOLLOWLOCATION, 1)
        set(CURLOPT_MAXREDIRS, 10)
        set(CURLOPT_NOSIGNAL, 1)
        set(CURLOPT_NOPROGRESS, 0)
        set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        set(CURLOPT_CONNECTTIMEOUT, seconds)
        set(CURLOPT_LOW_SPEED_LIMIT, 1)
        set(CURLOPT_LOW_SPEED_TIME, seconds)
        if request.offset > 0 { set(CURLOPT_RANGE, "\(request.offset)-") }
        if let certificates = request.certificates { set(CURLOPT_CAINFO, certificates) }
        if let list = header.list { earshot_curl_set_list(handle, CURLOPT_HTTPHEADER, list) }
    }

    private func set(_ option: CURLoption, _ text: String) { earshot_curl_set_text(handle, option, text) }
    private func set(_ option: CURLoption, _ number: Int) { earshot_curl_set_number(handle, option, number) }

    private func failure(_ code: CURLcode, _ response: HTTPResponse) -> DownloadError {
        let reason = String(cString: curl_easy_strerror(code))
        switch code {
        case CURLE_UNSUPPORTED_PROTOCOL where response.status / 100 == 3:
            let goal = response["location"].map(DownloadAddress.withoutSecrets) ?? "another address"
            return .refused(address: request.name, reason: "it sends us on to \(goal), which is not https")
        case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY:
            return .answer(address: request.name, problem: "the server does not speak HTTP")
        case CURLE_URL_MALFORMAT: return .address(request.name, problem: "not an http or https address")
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE:
            return .refused(address: request.name, reason: "its certificate cannot be trusted: \(reason)")
        case CURLE_TOO_MANY_REDIRECTS:
            return .refused(address: request.name, reason: "it sends us on more than 10 times")
        case CURLE_OPERATION_TIMEDOUT:
            let seconds = request.patience.components.seconds
            return .connection(address: request.name, reason: "nothing came for \(seconds) s")
        case CURLE_PARTIAL_FILE:
            return .connection(address: request.name, reason: "the connection ended before the file did")
        default: return .connection(address: request.name, reason: reason)
        }
    }
}

/// Lines added to the request; libcurl reads them while it transfers.
private final class HeaderList {
    let list: UnsafeMutablePointer<curl_slist>?

    init(_ request: HTTPRequest) {
        list = request.validator.flatMap { curl_slist_append(nil, "If-Range: \($0)") }
    }

    deinit { curl_slist_free_all(list) }
}

/// What has come so far of one transfer, on the thread of the transfer.
private final class TransferProgress {
    private let receiver: any HTTPReceiver
    private(set) var response = HTTPResponse()
    private(set) var error: DownloadError?
    private var hasBegun = false

    init(_ receiver: some HTTPReceiver) {
        self.receiver = receiver
    }

    var isStopped: Bool { receiver.isStopped }

    func add(line: String) { response.add(line: line) }

    /// - Returns: whether the transfer goes on.
    func receive(_ bytes: UnsafeRawBufferPointer) -> Bool {
        do throws(DownloadError) {
            try finish()
            try receiver.receive(bytes)
            return true
        } catch {
            self.error = error
            return false
        }
    }

    /// Begins where nothing has come.
    func finish() throws(DownloadError) {
        guard !hasBegun else { return }
        hasBegun = true
        try receiver.begin(response)
    }
}

private func receiveHeader(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ user: UnsafeMutableRawPointer?
) -> Int {
    guard let bytes, let user else { return 0 }
    let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
    Unmanaged<TransferProgress>.fromOpaque(user).takeUnretainedValue().add(line: String(decoding: line, as: UTF8.self))
    return size * count
}

private func receiveBytes(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ user: UnsafeMutableRawPointer?
) -> Int {
    guard let bytes, let user else { return 0 }
    let progress = Unmanaged<TransferProgress>.fromOpaque(user).takeUnretainedValue()
    return progress.receive(UnsafeRawBufferPointer(start: bytes, count: size * count)) ? size * count : 0
}

private func reportProgress(
    _ user: UnsafeMutableRawPointer?, _ total: curl_off_t, _ received: curl_off_t, _ uploadTotal: curl_off_t,
    _ uploaded: curl_off_t
) -> Int32 {
    guard let user else { return 1 }
    return Unmanaged<TransferProgress>.fromOpaque(user).takeUnretainedValue().isStopped ? 1 : 0
}
