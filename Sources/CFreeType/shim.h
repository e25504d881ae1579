#ifndef EARSHOT_CFREETYPE_SHIM_H
#define EARSHOT_CFREETYPE_SHIM_H
#include <ft2build.h>
#include FT_FREETYPE_H

// Macros with casts or token pasting are not imported by Swift: one constant each.
static const int earshot_ft_load_render = FT_LOAD_RENDER;
static const unsigned int earshot_ft_kerning_default = FT_KERNING_DEFAULT;
#endif
