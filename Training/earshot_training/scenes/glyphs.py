"""Sprites cut from the Noto Color Emoji font (SIL Open Font License 1.1)."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from PIL import Image, ImageDraw, ImageFont

FONT_PATH = "/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf"
#: The font holds bitmaps of this size only.
STRIKE = 109
#: Sprites are stored with these longer sides; a drawing starts from the smallest that is large enough.
LEVELS = (128, 64, 32)


@lru_cache(maxsize=1)
def _font() -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONT_PATH, STRIKE)


def _bitmap(character: str) -> Image.Image:
    """The glyph on a transparent square that fits it tightly, premultiplied alpha."""
    canvas = Image.new("RGBA", (160, 160))
    ImageDraw.Draw(canvas).text((12, 12), character, font=_font(), embedded_color=True)
    box = canvas.getbbox()
    if box is None:
        raise ValueError(f"{FONT_PATH} draws nothing for U+{ord(character):X}")
    glyph = canvas.crop(box)
    side = max(glyph.size)
    square = Image.new("RGBA", (side, side))
    square.paste(glyph, ((side - glyph.width) // 2, (side - glyph.height) // 2))
    return square.convert("RGBa")


@lru_cache(maxsize=None)
def sprite(character: str, level: int) -> Image.Image:
    """Premultiplied RGBA square of `LEVELS[level]` pixels a side."""
    side = LEVELS[level]
    return _bitmap(character).resize((side, side), Image.Resampling.BOX if side < 100 else Image.Resampling.BICUBIC)


def place(character: str, side: float, angle: float, flip: bool, stretch: float) -> np.ndarray:
    """Draw a glyph `side` pixels large, turned by `angle` radians.

    `stretch` is the width-to-height ratio. Returns premultiplied RGBA `[n, n, 4]` float32 in 0…1, the glyph centred.
    """
    level = max(i for i, size in enumerate(LEVELS) if size >= min(side, LEVELS[0]))
    source = sprite(character, level)
    extent = int(np.ceil(side * (abs(np.cos(angle)) + abs(np.sin(angle))) * max(stretch, 1 / stretch))) + 2
    scale = source.width / side
    cosine, sine = np.cos(angle) * scale, np.sin(angle) * scale
    a, b, d, e = cosine / stretch, sine / stretch, -sine * stretch, cosine * stretch
    if flip:
        a, b = -a, -b
    centre, middle = extent / 2, source.width / 2
    matrix = (a, b, middle - (a + b) * centre, d, e, middle - (d + e) * centre)
    turned = source.transform((extent, extent), Image.Transform.AFFINE, matrix, Image.Resampling.BILINEAR)
    return np.asarray(turned, dtype=np.float32) / 255.0
