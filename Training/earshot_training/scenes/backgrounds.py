"""Backgrounds: gradients, stripes, blobs, hills and rooms, drawn from a seed."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from PIL import Image
from scipy.ndimage import gaussian_filter, zoom

#: Every background is drawn at this size and resampled by the scene.
HEIGHT, WIDTH = 192, 384
COUNT = 160


def _colour(rng: np.random.Generator) -> np.ndarray:
    return rng.uniform(0.08, 0.95, 3).astype(np.float32)


def _gradient(rng: np.random.Generator) -> np.ndarray:
    angle = rng.uniform(0, 2 * np.pi)
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    ramp = x * np.cos(angle) + y * np.sin(angle)
    ramp = (ramp - ramp.min()) / (np.ptp(ramp) + 1e-6)
    return ramp[..., None] * _colour(rng) + (1 - ramp[..., None]) * _colour(rng)


def _stripes(rng: np.random.Generator) -> np.ndarray:
    angle, period = rng.uniform(0, np.pi), rng.uniform(12, 70)
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    wave = 0.5 + 0.5 * np.tanh(4 * np.sin((x * np.cos(angle) + y * np.sin(angle)) * 2 * np.pi / period))
    if rng.random() < 0.4:
        wave = np.abs(wave - (0.5 + 0.5 * np.tanh(4 * np.sin((y * np.cos(angle) - x * np.sin(angle)) * 2 * np.pi / period))))
    first, second = _colour(rng), _colour(rng)
    return wave[..., None] * first + (1 - wave[..., None]) * (0.6 * second + 0.4 * first)


def _blobs(rng: np.random.Generator) -> np.ndarray:
    coarse = rng.normal(size=(rng.integers(3, 12), rng.integers(5, 20), 3))
    field = zoom(coarse, (HEIGHT / coarse.shape[0], WIDTH / coarse.shape[1], 1), order=1)
    return _colour(rng) + field.astype(np.float32) * rng.uniform(0.05, 0.22)


def _hills(rng: np.random.Generator) -> np.ndarray:
    picture = _gradient(rng)
    x = np.arange(WIDTH)
    rows = np.arange(HEIGHT)[:, None]
    for _ in range(rng.integers(1, 4)):
        line = HEIGHT * rng.uniform(0.35, 0.9)
        line = line + sum(rng.uniform(2, 14) * np.sin(x / rng.uniform(15, 80) + rng.uniform(0, 6)) for _ in range(3))
        picture[rows > line[None]] = _colour(rng)
    return picture


def _boxes(rng: np.random.Generator) -> np.ndarray:
    picture = _gradient(rng)
    for _ in range(rng.integers(4, 22)):
        h, w = rng.integers(8, 90, 2)
        top, left = rng.integers(-20, HEIGHT - 8), rng.integers(-20, WIDTH - 8)
        picture[max(top, 0) : top + h, max(left, 0) : left + w] = _colour(rng)
    return picture


@lru_cache(maxsize=COUNT)
def background(index: int) -> np.ndarray:
    """Background number `index` (0 to COUNT - 1): `[HEIGHT, WIDTH, 3]` float32 in 0…1."""
    rng = np.random.default_rng(90_000 + index)
    picture = (_gradient, _stripes, _blobs, _hills, _boxes)[index % 5](rng)
    grain = gaussian_filter(rng.normal(size=(HEIGHT, WIDTH, 1)), (rng.uniform(0, 2), rng.uniform(0, 2), 0))
    picture = gaussian_filter(picture, (1, 1, 0)) + grain * rng.uniform(0, 0.06) / (grain.std() + 1e-6)
    return np.clip(picture, 0, 1).astype(np.float32)


@lru_cache(maxsize=COUNT)
def image(index: int) -> Image.Image:
    """The same as an 8-bit picture."""
    return Image.fromarray((background(index) * 255 + 0.5).astype(np.uint8))
