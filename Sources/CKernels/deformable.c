#include "CKernels.h"
#include "clones.h"
#include "exponential.h"
#include <math.h>

enum { MOST_SAMPLES = 64 };

EARSHOT_INLINE void weights_of(const float *restrict logits, size_t count, float *restrict weights) {
    float top = logits[0];
    for (size_t i = 1; i < count; i++) top = logits[i] > top ? logits[i] : top;
    float total = 0.0f;
    for (size_t i = 0; i < count; i++) total += weights[i] = earshot_exp(logits[i] - top);
    for (size_t i = 0; i < count; i++) weights[i] /= total;
}

EARSHOT_INLINE void add_tap(float *restrict sum, const float *restrict value, float weight, size_t width) {
    for (size_t c = 0; c < width; c++) sum[c] += weight * value[c];
}

/// Adds the bilinear sample of one level at pixel coordinates `(x, y)`; taps outside the map are 0.
EARSHOT_INLINE void add_sample(float *restrict sum, const float *restrict level, ptrdiff_t height, ptrdiff_t columns,
                               size_t stride, float x, float y, float weight, size_t width) {
    if (!(x > -1.0f && y > -1.0f && x < (float)columns && y < (float)height)) return;
    const float left = floorf(x), above = floorf(y);
    const float fx = x - left, fy = y - above;
    const ptrdiff_t x0 = (ptrdiff_t)left, y0 = (ptrdiff_t)above;
    const float *corner = level + (y0 * columns + x0) * (ptrdiff_t)stride;
    const ptrdiff_t down = columns * (ptrdiff_t)stride;
    const int hasTop = y0 >= 0, hasBottom = y0 + 1 < height, hasLeft = x0 >= 0, hasRight = x0 + 1 < columns;
    if (hasTop && hasLeft) add_tap(sum, corner, weight * (1 - fy) * (1 - fx), width);
    if (hasTop && hasRight) add_tap(sum, corner + stride, weight * (1 - fy) * fx, width);
    if (hasBottom && hasLeft) add_tap(sum, corner + down, weight * fy * (1 - fx), width);
    if (hasBottom && hasRight) add_tap(sum, corner + down + stride, weight * fy * fx, width);
}

/// One query and head; `width` is a constant wherever a specialisation below is used.
EARSHOT_INLINE void sample_head(const earshot_deformable *shape, const float *restrict values,
                                const float *restrict offsets, const float *restrict logits,
                                const float *restrict reference, float *restrict out, size_t width) {
    float weights[MOST_SAMPLES];
    weights_of(logits, shape->levels * shape->points, weights);
    float sum[64];
    for (size_t c = 0; c < width; c++) sum[c] = 0.0f;
    for (size_t l = 0; l < shape->levels; l++) {
        const float *level = values + shape->starts[l] * shape->channels;
        const float x = reference[0] * (float)shape->widths[l] - 0.5f;
        const float y = reference[1] * (float)shape->heights[l] - 0.5f;
        for (size_t p = 0; p < shape->points; p++) {
            const size_t i = l * shape->points + p;
            add_sample(sum, level, (ptrdiff_t)shape->heights[l], (ptrdiff_t)shape->widths[l], shape->channels,
                       x + offsets[2 * i], y + offsets[2 * i + 1], weights[i], width);
        }
    }
    for (size_t c = 0; c < width; c++) out[c] = sum[c];
}

EARSHOT_CLONES
void earshot_deformable_attention(const earshot_deformable *shape, const float *values, const float *offsets,
                                  const float *logits, const float *references, size_t begin, size_t end, float *out) {
    const size_t samples = shape->levels * shape->points, width = shape->channels / shape->heads;
    for (size_t q = begin; q < end; q++)
        for (size_t h = 0; h < shape->heads; h++) {
            const size_t first = (q * shape->heads + h) * samples;
            const float *value = values + h * width, *reference = references + 2 * q;
            float *result = out + q * shape->channels + h * width;
            if (width == 32)
                sample_head(shape, value, offsets + 2 * first, logits + first, reference, result, 32);
            else if (width == 16)
                sample_head(shape, value, offsets + 2 * first, logits + first, reference, result, 16);
            else if (width == 8)
                sample_head(shape, value, offsets + 2 * first, logits + first, reference, result, 8);
            else
                sample_head(shape, value, offsets + 2 * first, logits + first, reference, result, width);
        }
}
