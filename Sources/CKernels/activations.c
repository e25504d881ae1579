#include "CKernels.h"
#include "clones.h"
#include "error_function.h"
#include "exponential.h"

EARSHOT_CLONES
void earshot_relu(float *x, size_t count) {
    for (size_t i = 0; i < count; i++) x[i] = x[i] > 0.0f ? x[i] : 0.0f;
}

EARSHOT_CLONES
void earshot_quick_gelu(float *x, size_t count) {
    for (size_t i = 0; i < count; i++) x[i] = x[i] / (1.0f + earshot_exp(-1.702f * x[i]));
}

EARSHOT_CLONES
void earshot_sigmoid(float *x, size_t count) {
    for (size_t i = 0; i < count; i++) x[i] = 1.0f / (1.0f + earshot_exp(-x[i]));
}

EARSHOT_CLONES
void earshot_gelu(float *x, size_t count) {
    for (size_t i = 0; i < count; i++) x[i] = 0.5f * x[i] * (1.0f + earshot_erf(x[i] * 0.70710678118654752f));
}
