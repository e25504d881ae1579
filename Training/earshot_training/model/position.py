"""Sine position codes (docs/model.md sections 4.2 and 5)."""

from __future__ import annotations

import math
from functools import lru_cache

import torch


def _sines(count: int, features: int) -> torch.Tensor:
    """`[count, features]`: sin at even, cos at odd features of the normalised index."""
    place = (torch.arange(count, dtype=torch.float32) + 1) / (count + 1e-6) * 2 * math.pi
    k = torch.arange(features, dtype=torch.float32)
    angle = place[:, None] / 10000 ** (2 * torch.div(k, 2, rounding_mode="floor") / features)
    return torch.where(k % 2 == 0, angle.sin(), angle.cos())


@lru_cache(maxsize=32)
def position_2d(height: int, width: int, channels: int) -> torch.Tensor:
    """`[height * width, channels]`: first half y, second half x."""
    y = _sines(height, channels // 2)[:, None].expand(-1, width, -1)
    x = _sines(width, channels // 2)[None].expand(height, -1, -1)
    return torch.cat([y, x], dim=-1).reshape(height * width, channels)


@lru_cache(maxsize=32)
def position_3d(frames: int, height: int, width: int, channels: int) -> torch.Tensor:
    """`[frames, height * width, channels]`: the 2-D code plus the temporal code."""
    return position_2d(height, width, channels)[None] + _sines(frames, channels)[:, None]
