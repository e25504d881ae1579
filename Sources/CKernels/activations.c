#include "CKernels.h"

// One clone per instruction set, chosen once at load time: the package itself stays at the baseline ISA.
#if defined(__x86_64__)
#define EARSHOT_CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define EARSHOT_CLONES
#endif

EARSHOT_CLONES
void earshot_relu(float *x, size_t count) {
    for (size_t i = 0; i < count; i++) x[i] = x[i] > 0.0f ? x[i] : 0.0f;
}
