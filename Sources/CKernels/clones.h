#ifndef EARSHOT_CLONES_H
#define EARSHOT_CLONES_H

// One clone per instruction set, chosen once at load time: the package itself stays at the baseline ISA.
// Their resolvers run before a sanitizer's runtime is ready, and an instrumented resolver crashes there.
#if defined(__x86_64__) && !__has_feature(thread_sanitizer) && !__has_feature(address_sanitizer)
#define EARSHOT_CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define EARSHOT_CLONES
#endif

#define EARSHOT_INLINE static inline __attribute__((always_inline))

#endif
