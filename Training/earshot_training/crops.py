"""From masks to CLIP crops (docs/model.md section 6, `reference`: the square is anchored at the box's top-left corner)."""

from __future__ import annotations

import math

import numpy as np


def axis_weights(start: float, side: float, size: int, resolution: int) -> np.ndarray:
    """RoIAlign along one axis as a matrix `[resolution, size]` (aligned=False, sampling_ratio=-1; both axes are separable)."""
    side = max(side, 1.0)
    samples, step = math.ceil(side / resolution), side / resolution
    place = start + (np.arange(resolution)[:, None] + (np.arange(samples)[None] + 0.5) / samples) * step
    valid = (place >= -1) & (place <= size)
    place = np.maximum(place, 0)
    low = np.minimum(place.astype(int), size - 1)
    part = np.where(low >= size - 1, 0.0, place - low)
    out = np.zeros((resolution, size), np.float32)
    rows = np.repeat(np.arange(resolution), samples)
    np.add.at(out, (rows, low.reshape(-1)), ((1 - part) * valid / samples).reshape(-1))
    np.add.at(out, (rows, np.minimum(low + 1, size - 1).reshape(-1)), (part * valid / samples).reshape(-1))
    return out


def box_of(mask: np.ndarray) -> tuple[int, int, int, int] | None:
    """Tight box (x0, y0, x1, y1) of a bool mask, ends exclusive; None when empty."""
    rows, columns = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
    if not len(rows):
        return None
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1


def masked_crop(picture: np.ndarray, soft: np.ndarray, resolution: int) -> np.ndarray | None:
    """`soft` (0…1, `[Hp, Wp]`, at least the picture's size) times `picture` `[H, W, 3]`, cut to `[resolution, resolution, 3]`; None when empty."""
    box = box_of(soft > 0.5)
    if box is None:
        return None
    x0, y0, x1, y1 = box
    side = max(x1 - x0, y1 - y0)

    def cut(image: np.ndarray) -> np.ndarray:
        rows = axis_weights(y0, side, image.shape[0], resolution)
        columns = axis_weights(x0, side, image.shape[1], resolution)
        return np.moveaxis(columns @ np.moveaxis(rows @ np.moveaxis(image, 2, 0), 1, 2), 0, 2).swapaxes(0, 1)

    return cut(picture.astype(np.float32)) * cut(soft.astype(np.float32)[..., None])
