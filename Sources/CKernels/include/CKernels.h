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

#endif
