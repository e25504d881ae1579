#ifndef EARSHOT_CFFMPEG_SHIM_H
#define EARSHOT_CFFMPEG_SHIM_H

#include <libavcodec/avcodec.h>
#include <libavcodec/bsf.h>
#include <libavdevice/avdevice.h>
#include <libavformat/avformat.h>
#include <libavutil/avutil.h>
#include <libavutil/channel_layout.h>
#include <libavutil/display.h>
#include <libavutil/imgutils.h>
#include <libavutil/log.h>
#include <libavutil/opt.h>
#include <libavutil/parseutils.h>
#include <libavutil/pixdesc.h>
#include <libswresample/swresample.h>
#include <libswscale/swscale.h>

// Macros with casts are not imported by Swift: one constant or inline function each.
static const int64_t earshot_nopts_value = AV_NOPTS_VALUE;
static const int earshot_error_eof = AVERROR_EOF;
static const int earshot_error_exit = AVERROR_EXIT;
static const int earshot_error_invalid_data = AVERROR_INVALIDDATA;
static const int earshot_error_stream_not_found = AVERROR_STREAM_NOT_FOUND;
static const int earshot_error_decoder_not_found = AVERROR_DECODER_NOT_FOUND;
static const int earshot_error_demuxer_not_found = AVERROR_DEMUXER_NOT_FOUND;
static const int earshot_error_http_unauthorized = AVERROR_HTTP_UNAUTHORIZED;
static const int earshot_error_http_forbidden = AVERROR_HTTP_FORBIDDEN;
static const int earshot_error_again = AVERROR(EAGAIN);
static const int earshot_error_no_memory = AVERROR(ENOMEM);
static const int earshot_error_input_changed = AVERROR_INPUT_CHANGED;
static const int earshot_error_invalid_argument = AVERROR(EINVAL);

static inline int earshot_error_from_errno(int code) { return AVERROR(code); }

#endif
