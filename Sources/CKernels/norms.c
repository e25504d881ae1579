#include "CKernels.h"
#include "clones.h"
#include <math.h>

EARSHOT_INLINE float sum(const float *x, size_t count) {
#pragma clang fp reassociate(on)
    float total = 0.0f;
    for (size_t i = 0; i < count; i++) total += x[i];
    return total;
}

EARSHOT_INLINE float squared_deviation(const float *x, size_t count, float mean) {
#pragma clang fp reassociate(on)
    float total = 0.0f;
    for (size_t i = 0; i < count; i++) total += (x[i] - mean) * (x[i] - mean);
    return total;
}

EARSHOT_CLONES
void earshot_layer_norm(const float *restrict x, const float *restrict weight, const float *restrict bias, size_t rows,
                        size_t columns, float epsilon, float *restrict out) {
    for (size_t r = 0; r < rows; r++, x += columns, out += columns) {
        const float mean = sum(x, columns) / (float)columns;
        const float scale = 1.0f / sqrtf(squared_deviation(x, columns, mean) / (float)columns + epsilon);
        for (size_t c = 0; c < columns; c++) out[c] = (x[c] - mean) * scale * weight[c] + bias[c];
    }
}

EARSHOT_CLONES
void earshot_group_norm(const float *restrict x, const float *restrict weight, const float *restrict bias,
                        size_t channels, size_t area, float epsilon, float *restrict out) {
    // Sums per channel in single precision, over channels in double: a group has hundreds of thousands of elements.
    const double count = (double)channels * (double)area;
    double total = 0.0;
    for (size_t c = 0; c < channels; c++) total += sum(x + c * area, area);
    const float mean = (float)(total / count);
    double squares = 0.0;
    for (size_t c = 0; c < channels; c++) squares += squared_deviation(x + c * area, area, mean);
    const float scale = (float)(1.0 / sqrt(squares / count + epsilon));
    for (size_t c = 0; c < channels; c++) {
        const float slope = scale * weight[c];
        for (size_t i = 0; i < area; i++) out[c * area + i] = (x[c * area + i] - mean) * slope + bias[c];
    }
}
