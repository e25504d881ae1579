#include "CKernels.h"
#include "clones.h"
#include <string.h>

/// One row of the patch matrix for the output positions of one output line: `first` is the input column that
/// output column `begin` reads.
EARSHOT_INLINE void fill_line(const float *restrict line, ptrdiff_t width, ptrdiff_t first, ptrdiff_t step,
                              ptrdiff_t count, float *restrict out) {
    ptrdiff_t i = 0;
    for (; i < count && first + i * step < 0; i++) out[i] = 0.0f;
    ptrdiff_t inside = first + (count - 1) * step < width ? count : (width - first + step - 1) / step;
    if (inside < i) inside = i;
    if (step == 1) {
        if (inside > i) memcpy(out + i, line + first + i, (size_t)(inside - i) * sizeof *out);
    } else {
        for (ptrdiff_t j = i; j < inside; j++) out[j] = line[first + j * step];
    }
    for (i = inside; i < count; i++) out[i] = 0.0f;
}

EARSHOT_CLONES
void earshot_patches(const float *x, const earshot_convolution *shape, size_t rowBegin, size_t rowEnd, size_t begin,
                     size_t count, float *out) {
    const ptrdiff_t height = (ptrdiff_t)shape->height, width = (ptrdiff_t)shape->width;
    const ptrdiff_t step = (ptrdiff_t)shape->stride, padding = (ptrdiff_t)shape->padding;
    const size_t area = shape->kernel * shape->kernel;
    for (size_t row = rowBegin; row < rowEnd; row++) {
        const float *plane = x + row / area * shape->height * shape->width;
        const ptrdiff_t ky = (ptrdiff_t)(row % area / shape->kernel), kx = (ptrdiff_t)(row % shape->kernel);
        for (size_t done = 0; done < count;) {
            const size_t position = begin + done;
            const ptrdiff_t oy = (ptrdiff_t)(position / shape->outWidth), ox = (ptrdiff_t)(position % shape->outWidth);
            size_t length = shape->outWidth - (size_t)ox;
            if (length > count - done) length = count - done;
            const ptrdiff_t y = oy * step + ky - padding;
            if (y < 0 || y >= height)
                memset(out + done, 0, length * sizeof *out);
            else
                fill_line(plane + y * width, width, ox * step + kx - padding, step, (ptrdiff_t)length, out + done);
            done += length;
        }
        out += count;
    }
}

EARSHOT_CLONES
void earshot_finish_channels(float *restrict x, size_t stride, size_t channels, size_t count, const float *restrict bias,
                             const float *restrict residual) {
    for (size_t c = 0; c < channels; c++, x += stride) {
        const float b = bias ? bias[c] : 0.0f;
        if (residual)
            for (size_t i = 0; i < count; i++) x[i] += b + residual[c * stride + i];
        else if (bias)
            for (size_t i = 0; i < count; i++) x[i] += b;
    }
}

EARSHOT_CLONES
void earshot_finish_channels_relu(float *restrict x, size_t stride, size_t channels, size_t count,
                                  const float *restrict bias, const float *restrict residual) {
    for (size_t c = 0; c < channels; c++, x += stride) {
        const float b = bias ? bias[c] : 0.0f;
        for (size_t i = 0; i < count; i++) {
            const float value = x[i] + b + (residual ? residual[c * stride + i] : 0.0f);
            x[i] = value > 0.0f ? value : 0.0f;
        }
    }
}

EARSHOT_CLONES
void earshot_max_pool(const float *restrict x, size_t height, size_t width, size_t window, size_t step, size_t padding,
                      size_t outHeight, size_t outWidth, float *restrict out) {
    for (size_t oy = 0; oy < outHeight; oy++)
        for (size_t ox = 0; ox < outWidth; ox++) {
            float best = -__builtin_inff();
            for (size_t ky = 0; ky < window; ky++) {
                const size_t y = oy * step + ky - padding;
                if (y >= height) continue;
                for (size_t kx = 0; kx < window; kx++) {
                    const size_t column = ox * step + kx - padding;
                    if (column >= width) continue;
                    const float value = x[y * width + column];
                    best = value > best ? value : best;
                }
            }
            out[oy * outWidth + ox] = best;
        }
}
