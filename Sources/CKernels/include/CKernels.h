#ifndef EARSHOT_CKERNELS_H
#define EARSHOT_CKERNELS_H

#include <stddef.h>
#include <stdint.h>

/// In place `max(x, 0)`.
void earshot_relu(float *x, size_t count);
/// In place `x * sigmoid(1.702 x)`.
void earshot_quick_gelu(float *x, size_t count);
/// In place `x * Phi(x)`, with the error function.
void earshot_gelu(float *x, size_t count);
/// In place `1 / (1 + exp(-x))`.
void earshot_sigmoid(float *x, size_t count);

/// `x[r, c] += row[c]`.
void earshot_add_row(float *x, const float *row, size_t rows, size_t columns);
/// `x[r, c] *= row[c]`.
void earshot_multiply_row(float *x, const float *row, size_t rows, size_t columns);
/// `x[i] *= scale`.
void earshot_scale(float *x, size_t count, float scale);

/// Layer norm of every row of `[rows, columns]`.
void earshot_layer_norm(const float *x, const float *weight, const float *bias, size_t rows, size_t columns,
                        float epsilon, float *out);
/// Norm of one group, `[channels, area]`, affine per channel.
void earshot_group_norm(const float *x, const float *weight, const float *bias, size_t channels, size_t area,
                        float epsilon, float *out);
/// In place softmax of every row.
void earshot_softmax(float *x, size_t rows, size_t columns);
/// In place softmax of every row over the columns whose byte in `blocked` is 0; the others become 0.
void earshot_masked_softmax(float *x, const uint8_t *blocked, size_t rows, size_t columns);

/// IEEE half precision to single precision.
void earshot_half_to_float(const uint16_t *x, float *out, size_t count);
/// bfloat16 to single precision.
void earshot_bfloat_to_float(const uint16_t *x, float *out, size_t count);
/// Single to IEEE half precision, rounded to nearest, ties to even; whether every finite number stayed finite.
int earshot_float_to_half(const float *x, uint16_t *out, size_t count);
/// Single precision to bfloat16, likewise.
int earshot_float_to_bfloat(const float *x, uint16_t *out, size_t count);
/// Whether no number has all the bits of `exponent` set, as infinities and NaN have; `x` need not be aligned.
int earshot_are_finite_16(const void *x, size_t count, uint16_t exponent);
int earshot_are_finite_32(const void *x, size_t count, uint32_t exponent);

/// A convolution with a square kernel over one image, `[channels, height, width]`.
typedef struct {
    size_t height, width, kernel, stride, padding, outWidth;
} earshot_convolution;

/// Rows `rowBegin ..< rowEnd` (input channel, kernel row, kernel column) of the patch matrix for `count` output
/// positions from `begin` (row-major); what lies in the padding is 0.
void earshot_patches(const float *x, const earshot_convolution *shape, size_t rowBegin, size_t rowEnd, size_t begin,
                     size_t count, float *out);
/// `x[c, i] += bias[c] + residual[c, i]` for rows `stride` apart; bias and residual may be NULL.
void earshot_finish_channels(float *x, size_t stride, size_t channels, size_t count, const float *bias,
                             const float *residual);
/// As `earshot_finish_channels`, then `max(x, 0)`.
void earshot_finish_channels_relu(float *x, size_t stride, size_t channels, size_t count, const float *bias,
                                  const float *residual);
/// Maximum over square windows of one plane; the padding never wins.
void earshot_max_pool(const float *x, size_t height, size_t width, size_t window, size_t step, size_t padding,
                      size_t outHeight, size_t outWidth, float *out);

/// Multi-scale deformable attention; `starts` is the first token of every level, tokens have `channels` numbers.
/// At most 64 samples per head and 64 channels per head.
typedef struct {
    size_t heads, levels, points, channels;
    const size_t *heights, *widths, *starts;
} earshot_deformable;

/// Queries `begin ..< end`: `offsets` is `[Q, head, level, point, (x, y)]` in pixels of the level, `logits`
/// `[Q, head, level, point]`, `references` `[Q, (x, y)]` in 0...1, `out` `[Q, channels]`.
void earshot_deformable_attention(const earshot_deformable *shape, const float *values, const float *offsets,
                                  const float *logits, const float *references, size_t begin, size_t end, float *out);

#endif
