#ifndef EARSHOT_CLONES_H
#define EARSHOT_CLONES_H

// One clone per instruction set, chosen once at load time: the package itself stays at the baseline ISA.
#if defined(__x86_64__)
#define EARSHOT_CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define EARSHOT_CLONES
#endif

#define EARSHOT_INLINE static inline __attribute__((always_inline))

#endif
