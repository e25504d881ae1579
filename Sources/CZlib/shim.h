#ifndef EARSHOT_CZLIB_SHIM_H
#define EARSHOT_CZLIB_SHIM_H
#include <zlib.h>

// inflateInit2 is a macro, which Swift does not import; 16 + 15 asks for a gzip header and the largest window.
static inline int earshot_inflate_init_gzip(z_stream *stream) { return inflateInit2(stream, 16 + 15); }
#endif
