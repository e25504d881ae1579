"""Random pictures with pixel shares, as the network sees them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch.nn import functional as F

from ..scenes import sampler
from ..scenes.drawing import draw
from ..scenes.scene import Scene
from ..scenes.vocabulary import WORDS

HEIGHT = 96
#: Width over height and how often a batch has it.
ASPECTS = ((5 / 3, 0.7), (16 / 9, 0.2), (4 / 3, 0.1))
#: Pixel classes: the words, then a thing that is no word, then background.
STRANGER, BACKGROUND = len(WORDS), len(WORDS) + 1
CLASSES = len(WORDS) + 2


def random_aspect(rng: np.random.Generator) -> float:
    return float(rng.choice([a for a, _ in ASPECTS], p=[p for _, p in ASPECTS]))


def disturb(picture: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Light, contrast and grain as a camera or a codec changes them. uint8 in and out."""
    mean = picture.mean()
    x = (picture.astype(np.float32) - mean) * rng.uniform(0.8, 1.15) + mean + rng.uniform(-18, 18)
    if rng.random() < 0.5:
        x += rng.normal(0, rng.uniform(0.5, 5), picture.shape).astype(np.float32)
    if rng.random() < 0.15:
        x = (x + np.roll(x, 1, 1) + np.roll(x, -1, 0)) / 3
    return np.clip(x, 0, 255).astype(np.uint8)


@dataclass
class PictureSource:
    """Draws single pictures of random scenes."""

    rng: np.random.Generator
    mix: sampler.Mix

    def scene(self, aspect: float) -> Scene:
        mix = sampler.Mix(**{**self.mix.__dict__, "aspect": aspect})
        return sampler.sample(self.rng, mix, [1] * len(WORDS), 1)

    def batch(self, count: int) -> tuple[np.ndarray, list[np.ndarray], list[Scene]]:
        """Pictures uint8 `[count, H, W, 3]`, shares `[things, Hp / 4, Wp / 4]` of each, and the scenes."""
        aspect = random_aspect(self.rng)
        scenes = [self.scene(aspect) for _ in range(count)]
        drawings = [draw(scene, float(self.rng.uniform(0, scene.seconds)), HEIGHT) for scene in scenes]
        pictures = np.stack([disturb(d.picture, self.rng) for d in drawings])
        return pictures, [quarter(d.shares) for d in drawings], scenes


def quarter(shares: np.ndarray) -> np.ndarray:
    """Shares `[n, H, W]`, padded with zeros to a multiple of 32, averaged over 4×4 pixels."""
    n, h, w = shares.shape
    padded = np.pad(shares, ((0, 0), (0, -h % 32), (0, -w % 32)))
    return padded.reshape(n, padded.shape[1] // 4, 4, padded.shape[2] // 4, 4).mean((2, 4))


def pad(x: torch.Tensor, divisor: int = 32) -> torch.Tensor:
    """Zeros on the right and below to a multiple of `divisor`, last two axes."""
    return F.pad(x, (0, -x.shape[-1] % divisor, 0, -x.shape[-2] % divisor))


def class_shares(shares: list[np.ndarray], scenes: list[Scene]) -> torch.Tensor:
    """Pixel class distribution at stride 4, `[n, CLASSES, Hp / 4, Wp / 4]` (padding is background)."""
    out = np.zeros((len(scenes), CLASSES, *shares[0].shape[1:]), np.float32)
    for row, share, scene in zip(out, shares, scenes):
        for thing, part in zip(scene.things, share):
            row[STRANGER if thing.word is None else thing.word] += part
    out[:, BACKGROUND] = np.clip(1 - out[:, :BACKGROUND].sum(1), 0, 1)
    return torch.from_numpy(out)


def pooled(target: torch.Tensor, size: tuple[int, int]) -> torch.Tensor:
    """Area mean of `[n, k, h, w]` at a size that divides it."""
    factor = target.shape[-1] // size[-1]
    return target if factor == 1 else F.avg_pool2d(target, factor)


def class_loss(logits: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    """Cross-entropy of pixel class logits `[n, CLASSES, h, w]` against shares of stride 4, background counted a quarter."""
    small = pooled(target, logits.shape[-2:])
    weight = 1 - 0.75 * small[:, BACKGROUND]
    return (-(small * logits.log_softmax(1)).sum(1) * weight).sum() / weight.sum()


def class_accuracy(logits: torch.Tensor, target: torch.Tensor) -> float:
    """Share of foreground cells (mostly one object) whose class is right."""
    small = pooled(target, logits.shape[-2:])
    sure = (small.amax(1) > 0.6) & (small.argmax(1) != BACKGROUND)
    return float((logits.argmax(1) == small.argmax(1))[sure].float().mean())
