#ifndef EARSHOT_CMINIZIP_SHIM_H
#define EARSHOT_CMINIZIP_SHIM_H
#include <minizip/unzip.h>
#endif
