"""The product's `sounding` selection: which queries of a window become labels in one of its pictures (docs/evaluation.md)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch.nn import functional as F

from .inference import Runner, WindowResult


@dataclass(frozen=True)
class Thresholds:
    sounding: float
    score: float
    min_area_px: int


@dataclass(frozen=True)
class Label:
    """A named area: word index, its probability, bool mask `[H, W]` at frame size."""

    word: int
    score: float
    mask: np.ndarray


def frame_masks(result: WindowResult, frame: int, size: tuple[int, int]) -> torch.Tensor:
    """Mask logits at frame size `[Q, H, W]`: the unpadded part of the enlarged masks, resized to the original picture."""
    height, width = result.frames.shape[1:3]
    part = result.upsampled[:, frame, :height, :width][None]
    return F.interpolate(part, size=size, mode="bilinear", align_corners=False)[0]


def candidates(runner: Runner, result: WindowResult, frame: int, size: tuple[int, int], limits: Thresholds) -> list[tuple[int, int, float, np.ndarray]]:
    """(query, word, score, mask) of every query that sounds and shows enough pixels, by descending score, ties by query."""
    masks = (frame_masks(result, frame, size) > 0).numpy()
    scores = result.sounding.numpy()
    chosen = [q for q in range(len(scores)) if scores[q] >= limits.sounding and masks[q].sum() >= limits.min_area_px]
    crops = [(q, runner.crop(result, q, frame)) for q in chosen]
    named = [(q, crop) for q, crop in crops if crop is not None]
    if not named:
        return []
    probabilities = runner.probabilities([crop for _, crop in named])
    rows = [(q, int(p.argmax()), float(p.max()), masks[q]) for (q, _), p in zip(named, probabilities)]
    return sorted(rows, key=lambda row: (-row[2], row[0]))


def labels(runner: Runner, result: WindowResult, frame: int, size: tuple[int, int], limits: Thresholds) -> list[Label]:
    """Disjoint labels of one picture, one per word."""
    free = np.ones(size, bool)
    areas: dict[int, tuple[float, np.ndarray]] = {}
    for _, word, score, mask in candidates(runner, result, frame, size, limits):
        if score < limits.score:
            continue
        part = mask & free
        free &= ~part
        if word in areas:
            areas[word] = (areas[word][0], areas[word][1] | part)
        else:
            areas[word] = (score, part)
    return [Label(word, score, mask) for word, (score, mask) in areas.items() if mask.sum() >= limits.min_area_px]
