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

EARSHOT_CLONES
int earshot_float_to_half(const float *restrict x, uint16_t *restrict out, size_t count) {
    uint32_t overflows = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t bits;
        memcpy(&bits, &x[i], sizeof bits);
        const uint32_t sign = bits >> 16 & 0x8000u, size = bits & 0x7FFFFFFFu;
        // The unit of the last place of 0.5f is the smallest half: adding it rounds what becomes denormal.
        float shifted;
        memcpy(&shifted, &size, sizeof shifted);
        shifted += 0.5f;
        uint32_t denormal;
        memcpy(&denormal, &shifted, sizeof denormal);
        denormal -= 0x3F000000u;
        const uint32_t normal = (size - 0x38000000u + 0xFFFu + (size >> 13 & 1)) >> 13;
        const uint32_t finite = size < 0x38800000u ? denormal : normal;
        const uint32_t bounded = size < 0x477FF000u ? finite : 0x7C00u;
        const uint32_t nan = 0x7E00u | (size >> 13 & 0x1FFu);
        overflows |= (size >= 0x477FF000u) & (size < 0x7F800000u);
        out[i] = (uint16_t)(sign | (size > 0x7F800000u ? nan : bounded));
    }
    return !overflows;
}

EARSHOT_CLONES
int earshot_float_to_bfloat(const float *restrict x, uint16_t *restrict out, size_t count) {
    uint32_t overflows = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t bits;
        memcpy(&bits, &x[i], sizeof bits);
        const uint32_t size = bits & 0x7FFFFFFFu;
        const uint32_t rounded = (bits + 0x7FFFu + (bits >> 16 & 1)) >> 16;
        overflows |= (size >= 0x7F7F8000u) & (size < 0x7F800000u);
        out[i] = (uint16_t)(size > 0x7F800000u ? bits >> 16 | 0x40u : rounded);
    }
    return !overflows;
}

// The size is known where this is inlined; numbers are little-endian.
EARSHOT_INLINE int are_finite(const void *restrict x, size_t count, size_t size, uint32_t exponent) {
    const unsigned char *bytes = x;
    uint32_t others = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t bits = 0;
        memcpy(&bits, bytes + i * size, size);
        others |= (bits & exponent) == exponent;
    }
    return !others;
}

EARSHOT_CLONES
int earshot_are_finite_16(const void *x, size_t count, uint16_t exponent) {
    return are_finite(x, count, sizeof exponent, exponent);
}

EARSHOT_CLONES
int earshot_are_finite_32(const void *x, size_t count, uint32_t exponent) {
    return are_finite(x, count, sizeof exponent, exponent);
}
