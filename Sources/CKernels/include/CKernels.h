#ifndef EARSHOT_CKERNELS_H
#define EARSHOT_CKERNELS_H

#include <stddef.h>

/// In place `x[i] = max(x[i], 0)` over `count` elements.
void earshot_relu(float *x, size_t count);

#endif
