"""Crops: the separable RoIAlign equals a direct one, boxes and anchoring follow the specification."""

from __future__ import annotations

import math

import numpy as np

from earshot_training.crops import axis_weights, box_of, masked_crop


def direct(image: np.ndarray, x0: float, y0: float, side: float, resolution: int) -> np.ndarray:
    """RoIAlign written sample by sample."""
    samples, step = math.ceil(side / resolution), side / resolution
    height, width = image.shape
    out = np.zeros((resolution, resolution))

    def value(y: float, x: float) -> float:
        if y < -1 or y > height or x < -1 or x > width:
            return 0.0
        y, x = max(y, 0.0), max(x, 0.0)
        top, left = min(int(y), height - 1), min(int(x), width - 1)
        fy, fx = (0.0 if top >= height - 1 else y - top), (0.0 if left >= width - 1 else x - left)
        low, right = min(top + 1, height - 1), min(left + 1, width - 1)
        upper = image[top, left] * (1 - fx) + image[top, right] * fx
        return upper * (1 - fy) + (image[low, left] * (1 - fx) + image[low, right] * fx) * fy

    for row in range(resolution):
        for column in range(resolution):
            places = [((row + (i + 0.5) / samples), (column + (j + 0.5) / samples)) for i in range(samples) for j in range(samples)]
            out[row, column] = np.mean([value(y0 + a * step, x0 + b * step) for a, b in places])
    return out


def test_separable_weights_equal_sampling_one_by_one() -> None:
    image = np.random.default_rng(0).random((20, 31))
    for x0, y0, side in ((3, 2, 11), (25, 14, 9), (0, 0, 31), (30, 19, 1)):
        rows, columns = axis_weights(y0, side, 20, 8), axis_weights(x0, side, 31, 8)
        np.testing.assert_allclose(rows @ image @ columns.T, direct(image, x0, y0, side, 8), atol=1e-6)


def test_square_is_anchored_at_the_top_left_corner() -> None:
    soft = np.zeros((32, 64), np.float32)
    soft[10:14, 20:36] = 1
    picture = np.random.default_rng(1).integers(0, 255, (32, 64, 3)).astype(np.uint8)
    assert box_of(soft > 0.5) == (20, 10, 36, 14)
    crop = masked_crop(picture, soft, 16)
    expected = direct(picture[..., 1].astype(float), 20, 10, 16, 16) * direct(soft, 20, 10, 16, 16)
    np.testing.assert_allclose(crop[..., 1], expected, atol=1e-2)


def test_empty_mask_has_no_crop() -> None:
    assert masked_crop(np.zeros((8, 8, 3), np.uint8), np.full((8, 8), 0.5, np.float32), 16) is None
