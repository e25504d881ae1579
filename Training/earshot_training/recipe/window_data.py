"""Random windows of five snippets that have passed the frozen networks, each set of pictures heard with several sounds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import torch

from ..logmel import patches, published_patches
from ..scenes import mixing, sampler
from ..scenes.drawing import draw, key_time
from ..scenes.scene import Scene
from .data import Sounds
from .pictures import HEIGHT, class_shares, disturb, quarter, random_aspect
from .pools import Frozen, Maps

#: Batches after which one group of a pool is drawn anew.
RENEWED = 16


@dataclass
class Windows:
    """n scenes with `times` sounds each: maps of n * T pictures, `shares[i]` `[T, things, h, w]`, sounds `[n * times, T, embedding]`,
    `pictures[i]` uint8 `[T, H, W, 3]`.

    `heard[i * times + k]` is scene i with its sound k.
    """

    maps: Maps
    shares: list[np.ndarray]
    heard: list[Scene]
    sounds: torch.Tensor
    times: int
    pictures: list[np.ndarray]

    def objects(self, row: int) -> torch.Tensor:
        """Target masks of sounding objects `[objects, T, h, w]`; empty in the seconds in which the object is silent."""
        scene, shares = self.heard[row], self.shares[row // self.times]
        on = np.array([scene.sounding(i) for i in range(len(scene.things))], np.float32)  # [things, T]
        masks = shares.transpose(1, 0, 2, 3) * on[:, :, None, None]
        return torch.from_numpy(masks[on.any(1)])

    def sounding_share(self) -> torch.Tensor:
        """`[n * times * T, 1, h, w]`: share of each pixel that sounds."""
        return torch.cat([self.objects(row).sum(0) for row in range(len(self.heard))])[:, None]

    def class_shares(self) -> torch.Tensor:
        """`[n * times * T, classes, h, w]`: what each pixel shows, whether it sounds or not."""
        rows = [class_shares(list(shares), [scene] * len(shares)) for shares, scene in zip(self.shares, self.heard[:: self.times])]
        return torch.stack(rows).repeat_interleave(self.times, 0).flatten(0, 1)


@dataclass
class WindowSource:
    """Draws windows of a mix."""

    frozen: Frozen
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

    def batch(self, count: int, times: int, words: list[tuple[int, ...]] | None = None) -> Windows:
        """New windows, all of one random aspect. `words[i]`: the words that scene i is made of, instead of those of the mix."""
        aspect = random_aspect(self.rng)
        pictures, shares, heard = [], [], []
        for number in range(count):
            mix = replace(self.mix, aspect=aspect, words=words[number] if words else self.mix.words)
            scene = sampler.sample(self.rng, mix, self.sounds.takes, len(self.sounds.bank.noises))
            drawings = [draw(scene, key_time(second), HEIGHT) for second in range(scene.seconds)]
            pictures.append(np.stack([disturb(d.picture, self.rng) for d in drawings]))
            shares.append(np.stack([quarter(d.shares) for d in drawings]))
            heard += self._variants(scene, mix, times)
        sounds = self.frozen.hear(torch.from_numpy(np.concatenate([self._patches(scene) for scene in heard])))
        return Windows(self.frozen.look(np.concatenate(pictures)), shares, heard, sounds.unflatten(0, (len(heard), -1)), times, pictures)


class WindowPool:
    """A stock of windows, each with several sounds, drawn from again and again; every `RENEWED` batches new ones replace the oldest."""

    def __init__(self, new: Callable[[], Windows], groups: int, rng: np.random.Generator) -> None:
        """`new` gives a group of windows, always as many and with as many sounds."""
        self.new, self.rng, self.batches = new, rng, 0
        self.groups = [new() for _ in range(groups)]
        self.group, self.variants = len(self.groups[0].shares), self.groups[0].times

    def _renew(self) -> None:
        self.batches += 1
        if self.batches % RENEWED == 0:
            self.groups[self.batches // RENEWED % len(self.groups)] = self.new()

    def batch(self, count: int, times: int) -> Windows:
        """`count` windows of one group with `times` of their sounds."""
        self._renew()
        source = self.groups[int(self.rng.integers(len(self.groups)))]
        chosen = [int(i) for i in self.rng.permutation(self.group)[:count]]
        first = int(self.rng.integers(self.variants))
        rows = [i * self.variants + (first + k) % self.variants for i in chosen for k in range(times)]
        steps = source.sounds.shape[1]
        pictures = torch.tensor([i * steps + t for i in chosen for t in range(steps)])
        maps = {name: m[pictures] for name, m in source.maps.items()}
        heard, kept = [source.heard[r] for r in rows], [source.pictures[i] for i in chosen]
        return Windows(maps, [source.shares[i] for i in chosen], heard, source.sounds[rows], times, kept)
