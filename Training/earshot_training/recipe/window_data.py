"""Random windows of five snippets, each set of pictures heard with several sounds."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import torch

from ..logmel import patches, published_patches
from ..scenes import mixing, sampler
from ..scenes.drawing import draw, key_time
from ..scenes.scene import Scene
from .data import Sounds
from .pictures import HEIGHT, disturb, quarter, random_aspect


@dataclass
class Windows:
    """n scenes with `times` sounds each. pictures uint8 `[n, T, H, W, 3]`; `shares[i]` `[T, things, Hp / 4, Wp / 4]`; patches `[n * times, T, 96, 64]`.

    `heard[i * times + k]` is scene i with its sound k.
    """

    pictures: np.ndarray
    shares: list[np.ndarray]
    heard: list[Scene]
    patches: torch.Tensor
    times: int

    def objects(self, row: int) -> torch.Tensor:
        """Target masks of sounding objects `[objects, T, h, w]`; empty in the seconds in which the object is silent."""
        scene, shares = self.heard[row], self.shares[row // self.times]
        on = np.array([scene.sounding(i) for i in range(len(scene.things))], np.float32)  # [things, T]
        masks = shares.transpose(1, 0, 2, 3) * on[:, :, None, None]
        return torch.from_numpy(masks[on.any(1)])

    def sounding_share(self) -> torch.Tensor:
        """`[n * times * T, 1, h, w]`: share of each pixel that sounds."""
        return torch.cat([self.objects(row).sum(0) for row in range(len(self.heard))])[:, None]

    def flat_shares(self) -> tuple[list[np.ndarray], list[Scene]]:
        """Shares and scenes snippet by snippet, as `class_shares` takes them."""
        rows = [(second, scene) for row, scene in enumerate(self.heard) for second in self.shares[row // self.times]]
        return [second for second, _ in rows], [scene for _, scene in rows]


@dataclass
class WindowSource:
    """Draws windows of a mix."""

    rng: np.random.Generator
    sounds: Sounds
    mix: sampler.Mix

    def _variants(self, scene: Scene, mix: sampler.Mix, times: int) -> list[Scene]:
        """The scene with `times` sounds; each begins with another object."""
        able = [i for i, thing in enumerate(scene.things) if thing.word is not None]
        start, out = int(self.rng.integers(len(able))), []
        for k in range(times):
            made = sampler.voices(self.rng, mix, list(scene.things), self.sounds.takes, able[(start + k) % len(able)])
            noise = sampler.noise(self.rng, mix, len(self.sounds.bank.noises))
            out.append(replace(scene, voices=tuple(made), noise=noise))
        return out

    def _patches(self, scene: Scene) -> np.ndarray:
        sound = mixing.mix(scene, self.sounds.bank) * np.float32(10 ** (self.rng.uniform(-10, 2) / 20))
        return published_patches(sound) if self.rng.random() < 0.15 else patches(sound)

    def batch(self, count: int, times: int) -> Windows:
        mix = replace(self.mix, aspect=random_aspect(self.rng))
        pictures, shares, heard = [], [], []
        for _ in range(count):
            scene = sampler.sample(self.rng, mix, self.sounds.takes, len(self.sounds.bank.noises))
            drawings = [draw(scene, key_time(second), HEIGHT) for second in range(scene.seconds)]
            pictures.append([disturb(d.picture, self.rng) for d in drawings])
            shares.append(np.stack([quarter(d.shares) for d in drawings]))
            heard += self._variants(scene, mix, times)
        sound = np.stack([self._patches(scene) for scene in heard])
        return Windows(np.array(pictures), shares, heard, torch.from_numpy(sound), times)
