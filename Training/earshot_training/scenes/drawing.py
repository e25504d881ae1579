"""The pictures of a scene and their exact masks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PIL import Image

from . import backgrounds, glyphs
from .scene import Scene, Thing


@dataclass(frozen=True)
class Drawing:
    """`picture` uint8 `[H, W, 3]`; `shares` float32 `[things, H, W]`: the part of each pixel that shows the thing."""

    picture: np.ndarray
    shares: np.ndarray

    def masks(self) -> np.ndarray:
        """Exact masks, bool `[things, H, W]`."""
        return self.shares > 0.5


def _backdrop(scene: Scene, height: int, width: int) -> np.ndarray:
    zoom = 0.55 + 0.45 * scene.backdrop_crop[2]
    h = backgrounds.HEIGHT * zoom
    w = min(h * width / height, backgrounds.WIDTH)
    left = (backgrounds.WIDTH - w) * scene.backdrop_crop[0]
    top = (backgrounds.HEIGHT - h) * scene.backdrop_crop[1]
    source = backgrounds.image(scene.backdrop)
    out = source.resize((width, height), Image.Resampling.BILINEAR, box=(left, top, left + w, top + h))
    array = np.asarray(out, np.float32) / 255
    return array[:, ::-1].copy() if scene.backdrop_flip else array


def _stamp(thing: Thing, time: float, height: int, width: int) -> tuple[np.ndarray, slice, slice] | None:
    """The glyph cut to the picture, premultiplied, and where it goes; None when outside."""
    cut = glyphs.place(thing.glyph, thing.side * height, thing.angle + thing.spin * time, thing.flip, thing.stretch)
    x, y = thing.position(time)
    left, top = round(x * height - cut.shape[1] / 2), round(y * height - cut.shape[0] / 2)
    rows = slice(max(top, 0), min(top + cut.shape[0], height))
    columns = slice(max(left, 0), min(left + cut.shape[1], width))
    if rows.start >= rows.stop or columns.start >= columns.stop:
        return None
    return cut[rows.start - top : rows.stop - top, columns.start - left : columns.stop - left], rows, columns


def draw(scene: Scene, time: float, height: int) -> Drawing:
    """The scene at `time` seconds, `height` pixels high."""
    width = round(scene.aspect * height)
    canvas = _backdrop(scene, height, width)
    shares = np.zeros((len(scene.things), height, width), np.float32)
    for index, thing in enumerate(scene.things):
        stamp = _stamp(thing, time, height, width)
        if stamp is None:
            continue
        cut, rows, columns = stamp
        alpha = cut[..., 3]
        canvas[rows, columns] *= 1 - alpha[..., None]
        canvas[rows, columns] += np.minimum(cut[..., :3] * np.array(thing.tint, np.float32), alpha[..., None])
        shares[:index, rows, columns] *= 1 - alpha
        shares[index, rows, columns] = alpha
    return Drawing(np.clip(canvas * 255 + 0.5, 0, 255).astype(np.uint8), shares)


def key_time(second: int) -> float:
    """The moment of the key picture of a snippet: the middle of its second."""
    return second + 0.5
