#ifndef EARSHOT_ERROR_FUNCTION_H
#define EARSHOT_ERROR_FUNCTION_H

#include "clones.h"
#include "exponential.h"
#include <math.h>

/// `erf(x)` within 6e-7, in a form that compilers vectorise (the library's is a call): Abramowitz and Stegun, 7.1.26.
EARSHOT_INLINE float earshot_erf(float x) {
    const float distance = fabsf(x);
    const float t = 1.0f / (1.0f + 0.3275911f * distance);
    float p = 1.061405429f;
    p = p * t - 1.453152027f;
    p = p * t + 1.421413741f;
    p = p * t - 0.284496736f;
    p = p * t + 0.254829592f;
    return copysignf(1.0f - p * t * earshot_exp(-distance * distance), x);
}

#endif
