#include "CKernels.h"
#include "clones.h"

EARSHOT_CLONES
void earshot_add_row(float *restrict x, const float *restrict row, size_t rows, size_t columns) {
    for (size_t r = 0; r < rows; r++)
        for (size_t c = 0; c < columns; c++) x[r * columns + c] += row[c];
}

EARSHOT_CLONES
void earshot_multiply_row(float *restrict x, const float *restrict row, size_t rows, size_t columns) {
    for (size_t r = 0; r < rows; r++)
        for (size_t c = 0; c < columns; c++) x[r * columns + c] *= row[c];
}

EARSHOT_CLONES
void earshot_scale(float *x, size_t count, float scale) {
    for (size_t i = 0; i < count; i++) x[i] *= scale;
}
