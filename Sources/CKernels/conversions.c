#include "CKernels.h"
#include "clones.h"
#include <string.h>

EARSHOT_CLONES
void earshot_half_to_float(const uint16_t *restrict x, float *restrict out, size_t count) {
    for (size_t i = 0; i < count; i++) {
        // The half's exponent and fraction read as a single are 2^112 too small, denormals included.
        const uint32_t bits = (uint32_t)(x[i] & 0x7FFFu) << 13;
        float value;
        memcpy(&value, &bits, sizeof value);
        value *= 0x1p112f;
        uint32_t result;
        memcpy(&result, &value, sizeof result);
        result |= (x[i] & 0x7C00u) == 0x7C00u ? 0x7F800000u : 0u;
        result |= (uint32_t)(x[i] & 0x8000u) << 16;
        memcpy(&out[i], &result, sizeof result);
    }
}

EARSHOT_CLONES
void earshot_bfloat_to_float(const uint16_t *restrict x, float *restrict out, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const uint32_t bits = (uint32_t)x[i] << 16;
        memcpy(&out[i], &bits, sizeof bits);
    }
}
