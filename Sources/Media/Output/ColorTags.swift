import CFFmpeg

/// The meaning of a recording's samples: limited range always, the rest as the source says.
///
/// RGB sources get the matrix players assume for the picture's size. High dynamic range stays tagged as it is and is not
/// tone mapped.
package struct ColorTags: Sendable, Hashable {
    let primaries: AVColorPrimaries
    let transfer: AVColorTransferCharacteristic
    let space: AVColorSpace
    /// The matrix the samples really have, named or not.
    package let matrix: Matrix

    package enum Matrix: Sendable, Hashable { case bt601, bt709, bt2020 }

    /// Untagged, as of a source whose pictures have not been seen.
    package init(lines: Int) {
        primaries = AVCOL_PRI_UNSPECIFIED
        transfer = AVCOL_TRC_UNSPECIFIED
        space = AVCOL_SPC_UNSPECIFIED
        matrix = Self.assumed(lines: lines)
    }

    package init(_ frame: VideoFrame) {
        let source = frame.pointer.pointee
        let assumed = Self.assumed(lines: min(frame.width, frame.height))
        primaries = source.color_primaries
        transfer = source.color_trc
        if Self.isRGB(AVPixelFormat(source.format)) || source.colorspace == AVCOL_SPC_RGB {
            space = assumed == .bt709 ? AVCOL_SPC_BT709 : AVCOL_SPC_SMPTE170M
            matrix = assumed
        } else {
            space = source.colorspace
            matrix = Self.matrix(of: space, assumed: assumed)
        }
    }

    /// The library's coefficients of a matrix.
    static func coefficients(_ space: AVColorSpace, lines: Int) -> UnsafePointer<Int32>? {
        switch space {
        case AVCOL_SPC_FCC: sws_getCoefficients(SWS_CS_FCC)
        case AVCOL_SPC_SMPTE240M: sws_getCoefficients(SWS_CS_SMPTE240M)
        default:
            switch matrix(of: space, assumed: assumed(lines: lines)) {
            case .bt601: sws_getCoefficients(SWS_CS_ITU601)
            case .bt709: sws_getCoefficients(SWS_CS_ITU709)
            case .bt2020: sws_getCoefficients(SWS_CS_BT2020)
            }
        }
    }

    private static func assumed(lines: Int) -> Matrix { lines >= 720 ? .bt709 : .bt601 }

    private static func matrix(of space: AVColorSpace, assumed: Matrix) -> Matrix {
        switch space {
        case AVCOL_SPC_UNSPECIFIED, AVCOL_SPC_RESERVED: assumed
        case AVCOL_SPC_BT709: .bt709
        case AVCOL_SPC_BT2020_NCL, AVCOL_SPC_BT2020_CL: .bt2020
        default: .bt601
        }
    }

    private static func isRGB(_ format: AVPixelFormat) -> Bool {
        guard let description = av_pix_fmt_desc_get(format) else { return false }
        return description.pointee.flags & UInt64(AV_PIX_FMT_FLAG_RGB) != 0
    }
}
