"""Pools of pictures and sounds that have already passed the frozen networks, so that a training step costs the trained part only."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import nn

from ..config import Config
from ..model.backbone import ResNet
from ..model.vggish import VGGish
from ..scenes import sampler
from ..scenes.scene import Scene
from ..scenes.vocabulary import WORDS
from .data import Sounds
from .picture import normalised
from .pictures import PictureSource

Maps = dict[str, torch.Tensor]


class Frozen(nn.Module):
    """The networks of stages 1 and 2."""

    def __init__(self, config: Config) -> None:
        super().__init__()
        self.config = config
        self.audio, self.backbone = VGGish(**config.vggish), ResNet(**config.backbone)
        self.requires_grad_(False)

    @torch.no_grad()
    def look(self, pictures: np.ndarray) -> Maps:
        """uint8 `[n, h, w, 3]` -> res2…res5 in half precision (for keeping)."""
        return {name: m.contiguous().half() for name, m in self.backbone(normalised(pictures, self.config)).items()}

    @torch.no_grad()
    def hear(self, patches: torch.Tensor) -> torch.Tensor:
        """`[n, 96, 64]` -> `[n, embedding]`."""
        return self.audio(patches[:, None])


@dataclass
class PicturePool:
    """Pictures of one size: maps `[n, ·, ·, ·]`, shares per picture `[things, h, w]`, scenes."""

    maps: Maps
    shares: list[np.ndarray]
    scenes: list[Scene]


def picture_pools(frozen: Frozen, mix: sampler.Mix, seed: int, count: int) -> list[PicturePool]:
    """Pools of batches of equal aspect, about `count` pictures in all."""
    source, groups = PictureSource(np.random.default_rng(seed), mix), {}
    for _ in range(count // 25):
        pictures, shares, scenes = source.batch(25)
        group = groups.setdefault(pictures.shape, ([], [], []))
        for kept, new in zip(group, ([frozen.look(pictures)], shares, scenes)):
            kept.extend(new)
    return [PicturePool({k: torch.cat([m[k] for m in maps]) for k in maps[0]}, shares, scenes) for maps, shares, scenes in groups.values()]


class SoundPool:
    """Embeddings of seconds by the set of words in them: none, each word, each pair."""

    def __init__(self, frozen: Frozen, sounds: Sounds, alone: int = 120, pairs: int = 14) -> None:
        count = len(WORDS)
        sets = [()] * alone + [(w,) for w in range(count) for _ in range(alone)]
        sets += [(a, b) for a in range(count) for b in range(a + 1, count) for _ in range(pairs)]
        parts = [frozen.hear(torch.from_numpy(sounds.batch([list(s) for s in sets[i : i + 100]]))) for i in range(0, len(sets), 100)]
        self.embeddings = torch.cat(parts)
        self.rows: dict[tuple[int, ...], list[int]] = {}
        for row, words in enumerate(sets):
            self.rows.setdefault(words, []).append(row)

    def take(self, words: list[int], rng: np.random.Generator) -> torch.Tensor:
        """A second with these words (at most two), `[embedding]`."""
        rows = self.rows[tuple(sorted(words))]
        return self.embeddings[rows[int(rng.integers(len(rows)))]]
