#include "CKernels.h"
#include "clones.h"
#include "exponential.h"

enum { LANES = 16 };

EARSHOT_INLINE float maximum(const float *x, size_t count) {
    float lanes[LANES];
    for (int j = 0; j < LANES; j++) lanes[j] = x[0];
    size_t i = 0;
    for (; i + LANES <= count; i += LANES)
        for (int j = 0; j < LANES; j++) lanes[j] = x[i + j] > lanes[j] ? x[i + j] : lanes[j];
    float result = lanes[0];
    for (int j = 1; j < LANES; j++) result = lanes[j] > result ? lanes[j] : result;
    for (; i < count; i++) result = x[i] > result ? x[i] : result;
    return result;
}

EARSHOT_INLINE float exponentiate(float *x, size_t count, float top) {
#pragma clang fp reassociate(on)
    float total = 0.0f;
    for (size_t i = 0; i < count; i++) {
        x[i] = earshot_exp(x[i] - top);
        total += x[i];
    }
    return total;
}

EARSHOT_INLINE void softmax_row(float *x, size_t count) {
    const float total = exponentiate(x, count, maximum(x, count));
    const float scale = 1.0f / total;
    for (size_t i = 0; i < count; i++) x[i] *= scale;
}

EARSHOT_CLONES
void earshot_softmax(float *x, size_t rows, size_t columns) {
    if (columns == 0) return;
    for (size_t r = 0; r < rows; r++) softmax_row(x + r * columns, columns);
}

EARSHOT_CLONES
void earshot_masked_softmax(float *restrict x, const uint8_t *restrict blocked, size_t rows, size_t columns) {
    if (columns == 0) return;
    for (size_t r = 0; r < rows; r++, x += columns, blocked += columns) {
        for (size_t c = 0; c < columns; c++) x[c] = blocked[c] ? -1e30f : x[c];
        softmax_row(x, columns);
        for (size_t c = 0; c < columns; c++) x[c] = blocked[c] ? 0.0f : x[c];
    }
}
