import CFFmpeg

/// How the library is told to open an address.
struct InputAccess {
    /// Which demuxer is forced; nil leaves it to the library.
    let format: UnsafePointer<AVInputFormat>?
    let name: String
    let options: [String: String]
    /// Read from a device of this machine.
    let isDevice: Bool

    /// - Parameter options: win over those that follow from the address.
    init(_ address: String, options: [String: String]) throws(FFmpegError) {
        let kind = InputKind(of: address)
        isDevice = [.camera, .soundCard].contains(kind)
        format = try Self.device(kind).map { device throws(FFmpegError) in try Self.format(device, of: address) } ?? nil
        name = format == nil ? InputAddress.forLibrary(address) : InputAddress.withoutScheme(address)
        var merged = options
        if let protocols = kind.protocols(of: address) {
            merged["protocol_whitelist"] = protocols
        }
        self.options = merged
    }

    private static func device(_ kind: InputKind) -> String? {
        switch kind {
        case .camera: "video4linux2"
        case .soundCard: "alsa"
        case .generated: "lavfi"
        default: nil
        }
    }

    private static func format(_ device: String, of address: String) throws(FFmpegError) -> UnsafePointer<AVInputFormat>
    {
        avdevice_register_all()
        guard let format = av_find_input_format(device) else {
            throw FFmpegError(
                code: earshot_error_demuxer_not_found, operation: "open the input (no \(device) in this FFmpeg)",
                subject: address)
        }
        return format
    }
}
