import CFFmpeg
import MediaTypes

extension UnsafeMutablePointer<AVCodecContext> {
    /// The packets an encoder has ready.
    func packets(timeBase: TimeBase) throws(FFmpegError) -> [Packet] {
        var packets: [Packet] = []
        while true {
            let packet = try allocated(av_packet_alloc(), "a packet")
            let result = avcodec_receive_packet(self, packet)
            guard result >= 0 else {
                var owned: UnsafeMutablePointer<AVPacket>? = packet
                av_packet_free(&owned)
                if result == earshot_error_again || result == earshot_error_eof { return packets }
                throw FFmpegError(
                    code: result, operation: "encode with", subject: String(cString: pointee.codec.pointee.name))
            }
            packets.append(Packet(adopting: packet, timeBase: timeBase))
        }
    }
}
