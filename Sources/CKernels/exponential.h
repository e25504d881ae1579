#ifndef EARSHOT_EXPONENTIAL_H
#define EARSHOT_EXPONENTIAL_H

#include "clones.h"
#include <stdint.h>
#include <string.h>

/// `exp(x)` within two units in the last place, in a form that compilers vectorise (the library's is a call).
/// `x = n ln 2 + r` with |r| <= ln 2 / 2; a polynomial for `exp(r)`; `n` goes into the exponent.
EARSHOT_INLINE float earshot_exp(float x) {
    x = x < -87.0f ? -87.0f : x;
    x = x > 88.0f ? 88.0f : x;
    const float shifter = 12582912.0f; // 1.5 * 2^23: adding it rounds to an integer
    float n = x * 1.44269504088896341f + shifter;
    int32_t exponent;
    memcpy(&exponent, &n, sizeof exponent);
    n -= shifter;
    // ln 2 in two parts keeps r exact.
    const float r = (x - n * 0.693359375f) + n * 2.12194440e-4f;
    float p = 1.9875691500e-4f;
    p = p * r + 1.3981999507e-3f;
    p = p * r + 8.3334519073e-3f;
    p = p * r + 4.1665795894e-2f;
    p = p * r + 1.6666665459e-1f;
    p = p * r + 5.0000001201e-1f;
    p = p * r * r + r + 1.0f;
    const uint32_t scale = ((uint32_t)exponent + 127u) << 23;
    float power;
    memcpy(&power, &scale, sizeof power);
    return p * power;
}

#endif
