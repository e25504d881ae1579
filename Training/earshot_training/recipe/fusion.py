"""Stage 3: early fusion and pixel decoder learn which pixels sound, one snippet at a time.

The same pictures are heard with several sounds, so look and sound must be combined (fusion adds one vector to all pixels; the
feed-forward layers of the encoder have to form the conjunctions). Three kinds of supervision, none of which outlives export:
a dense "sounding pixel" reading of every map (base words only), pixel classes, and clip-level correspondence between picture
and sound without masks (all words): some pixel sounds if and only if a thing in the picture makes a sound that is heard.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from ..config import Config
from ..model.pixel_decoder import PixelDecoder, PixelOutput
from ..scenes import sampler
from ..scenes.scene import Scene
from ..scenes.vocabulary import BASE, NOVEL, WORDS
from .data import Sounds
from .job import Job
from .loop import Budget, parameter_groups, train
from .pictures import CLASSES, class_loss, class_shares, pooled
from .pools import Frozen, Maps, PicturePool, SoundPool, picture_pools

ALL = tuple(range(len(WORDS)))


class Readings(nn.Module):
    """Auxiliary 1×1 readings: sounding pixel and pixel class, of every encoder layer's levels and of the mask features."""

    def __init__(self, sizes: dict) -> None:
        super().__init__()
        c, m = sizes["channels"], sizes["mask_channels"]
        self.sounding = nn.ModuleList([nn.Linear(c, 1) for _ in range(sizes["layers"])] + [nn.Linear(m, 1)])
        self.classes = nn.ModuleList([nn.Linear(c, CLASSES) for _ in range(sizes["layers"])] + [nn.Linear(m, CLASSES)])

    @staticmethod
    def maps(pixels: PixelOutput) -> list[list[torch.Tensor]]:
        """Channel-last maps `[T, h, w, C]`: for every encoder layer its three levels, then the mask features."""
        shapes = [level.shape[-2:] for level in pixels.multi_scale]
        layers = [
            [part.unflatten(1, shape) for part, shape in zip(x.split([h * w for h, w in shapes], dim=1), shapes)] for x in pixels.layers
        ]
        return [*layers, [pixels.mask_features.permute(0, 2, 3, 1)]]

    def forward(self, pixels: PixelOutput, classes: bool) -> tuple[list[list[torch.Tensor]], list[list[torch.Tensor]]]:
        """Sounding logits `[T, h, w]` and class logits `[T, CLASSES, h, w]` (empty unless asked for)."""
        maps = self.maps(pixels)
        sounding = [[head(x)[..., 0] for x in group] for head, group in zip(self.sounding, maps)]
        named = [[head(x).permute(0, 3, 1, 2) for x in group] for head, group in zip(self.classes, maps)] if classes else []
        return sounding, named


class FusionModel(nn.Module):
    """Frozen sound network and backbone, pixel decoder, readings."""

    def __init__(self, config: Config) -> None:
        super().__init__()
        self.config = config
        self.frozen = Frozen(config)
        self.pixel_decoder = PixelDecoder(config.pixel_decoder, self.frozen.backbone.channels, config.vggish["embedding"])
        self.readings = Readings(config.pixel_decoder)
        fusion = self.pixel_decoder.transformer.encoder.vl_layer["b_attn"]
        nn.init.ones_(fusion.gamma_v)

    def train(self, mode: bool = True) -> FusionModel:
        super().train(mode)
        self.frozen.eval()
        return self

    def forward(self, maps: Maps, heard: torch.Tensor) -> PixelOutput:
        """Maps of n pictures and n * K sounds `[n * K, embedding]` (sound k of picture i at row i * K + k)."""
        times = len(heard) // len(maps["res2"])
        return self.pixel_decoder({name: m.float().repeat_interleave(times, 0) for name, m in maps.items()}, heard)


@dataclass
class Heard:
    """n pictures with `times` sounds each: maps, shares `[things, h, w]`, scenes, sound embeddings and the words in every sound."""

    maps: Maps
    shares: list[np.ndarray]
    scenes: list[Scene]
    sounds: torch.Tensor
    words: list[list[int]]
    times: int

    def visible(self, row: int) -> list[int]:
        return visible_words(self.scenes[row // self.times])

    def _share(self, counts: Callable[[int | None, list[int]], bool]) -> torch.Tensor:
        """Share of each pixel that shows a thing for whose word and the words heard `counts` is true, `[n * times, 1, Hp / 4, Wp / 4]`."""
        out = []
        for row, words in enumerate(self.words):
            scene, shares = self.scenes[row // self.times], self.shares[row // self.times]
            out.append(shares[[counts(thing.word, words) for thing in scene.things]].sum(0))
        return torch.from_numpy(np.stack(out))[:, None]

    def target(self) -> torch.Tensor:
        """Share of each pixel that sounds."""
        return self._share(lambda word, heard: word in heard)

    def silent(self) -> torch.Tensor:
        """Share of each pixel that shows a base word that is not heard."""
        return self._share(lambda word, heard: word in BASE and word not in heard)

    def matching(self) -> torch.Tensor:
        """Whether a heard word is seen, float `[n * times]`."""
        return torch.tensor([float(bool(set(words) & set(self.visible(row)))) for row, words in enumerate(self.words)])


def visible_words(scene: Scene) -> list[int]:
    return [thing.word for thing in scene.things if thing.word is not None]


def sound_sets(visible: list[int], pool: tuple[int, ...], times: int, rng: np.random.Generator) -> list[list[int]]:
    """`times` sets of at most two words to hear with one picture: visible words alone first, then (half of the time) a pair, an absent word, or nothing."""
    absent = [w for w in pool if w not in visible]
    others: list[list[int]] = [[], [int(rng.choice(absent))]]
    if len(visible) > 1:
        others += [[int(w) for w in rng.permutation(visible)[:2]]] * 2
    sets = [[int(w)] for w in rng.permutation(visible)[: max(times - 1, 1)]]
    while len(sets) < times:
        sets.append(list(others[int(rng.integers(len(others)))]))
    for s in sets:
        if len(s) < 2 and rng.random() < 0.15:
            s += [w for w in [int(rng.choice(absent))] if w not in s]
    return sets


@dataclass
class HeardSource:
    """Pairs pictures of the pools with sounds."""

    pictures: list[PicturePool]
    sounds: SoundPool
    pool: tuple[int, ...]
    rng: np.random.Generator

    def batch(self, count: int, times: int) -> Heard:
        sizes = np.array([len(p.scenes) for p in self.pictures])
        source = self.pictures[int(self.rng.choice(len(sizes), p=sizes / sizes.sum()))]
        chosen = self.rng.integers(len(source.scenes), size=count)
        scenes = [source.scenes[i] for i in chosen]
        words = [s for scene in scenes for s in sound_sets(visible_words(scene), self.pool, times, self.rng)]
        maps = {name: m[torch.from_numpy(chosen)] for name, m in source.maps.items()}
        sounds = torch.stack([self.sounds.take(s, self.rng) for s in words])
        return Heard(maps, [source.shares[i] for i in chosen], scenes, sounds, words, times)


def pixel_loss(logits: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    """BCE plus Dice of sounding logits `[n, h, w]` against shares `[n, 1, Hp / 4, Wp / 4]`."""
    small = pooled(target, logits.shape[-2:])[:, 0]
    weight = 1 + 4 * small
    bce = (F.binary_cross_entropy_with_logits(logits, small, reduction="none") * weight).mean()
    p = logits.sigmoid()
    dice = 1 - (2 * (p * small).sum((1, 2)) + 1) / ((p * p).sum((1, 2)) + (small * small).sum((1, 2)) + 1)
    return bce + 0.5 * dice.mean()


def correspondence_loss(logits: torch.Tensor, matching: torch.Tensor) -> torch.Tensor:
    """Multiple-instance loss of `[n, h, w]`: the strongest 3 % of the pixels say whether picture and sound match; none may where they do not."""
    flat = logits.flatten(1)
    strongest = flat.topk(max(2, flat.shape[1] * 3 // 100), dim=1).values.mean(1)
    found = F.binary_cross_entropy_with_logits(strongest, matching)
    quiet = (F.softplus(flat).mean(1) * (1 - matching)).sum() / (1 - matching).sum().clamp(min=1)
    return 0.5 * found + 0.5 * quiet


def silent_loss(logits: torch.Tensor, silent: torch.Tensor) -> torch.Tensor:
    """Keeps `[n, h, w]` low where pixels show things of base words that are not heard (shares `[n, 1, Hp / 4, Wp / 4]`)."""
    small = pooled(silent, logits.shape[-2:])[:, 0]
    return (F.softplus(logits) * small).sum() / small.sum().clamp(min=1)


BASE_MIX = sampler.Mix(words=BASE, things=(0.1, 0.6, 0.3), stranger=0.2)
ALL_MIX = sampler.Mix(words=ALL, lead=NOVEL, things=(0.4, 0.45, 0.15), stranger=0.1)


def sources(frozen: Frozen, seed: int, extra: Path | None, pictures: tuple[int, int]) -> tuple[HeardSource, HeardSource]:
    """Base words for dense supervision, all words (a novel one leads) for correspondence; `pictures` in each pool."""
    sounds = SoundPool(frozen, Sounds.open("train", seed, extra))
    base = HeardSource(picture_pools(frozen, BASE_MIX, seed + 1, pictures[0]), sounds, BASE, np.random.default_rng(seed + 2))
    every = HeardSource(picture_pools(frozen, ALL_MIX, seed + 3, pictures[1]), sounds, ALL, np.random.default_rng(seed + 4))
    return base, every


#: Weights of the losses, and how often (one step in n) each is computed, for the printed means.
WEIGHTS = {"pixel": 2.0, "class": 1.0, "match": 1.0}
SHOWN_EVERY = {"pixel": 1, "class": 4, "match": 2}


def dense_losses(model: FusionModel, heard: Heard, pixels: PixelOutput, *, classes: bool) -> dict[str, torch.Tensor]:
    """Sounding-pixel and (where asked) pixel-class losses on base pictures, over all maps."""
    sounding, named = model.readings(pixels, classes=classes)
    target = heard.target()
    losses = {"pixel": sum(pixel_loss(level, target) / len(group) for group in sounding for level in group)}
    if classes:
        shares = class_shares(heard.shares, heard.scenes).repeat_interleave(heard.times, 0)
        losses["class"] = sum(class_loss(level, shares) / len(group) for group in named for level in group)
    return losses


def match_losses(model: FusionModel, heard: Heard, pixels: PixelOutput) -> torch.Tensor:
    """Correspondence over the finest map of every group, and silence of the base things that are not heard."""
    sounding, _ = model.readings(pixels, classes=False)
    matching, silent = heard.matching(), heard.silent()
    return sum(correspondence_loss(group[-1], matching) + 0.5 * silent_loss(group[-1], silent) for group in sounding)


class Checker:
    """Fixed held-out pictures: each heard with the sound of its first and of its second thing (the swap test, per pixel)."""

    def __init__(self, frozen: Frozen, words: tuple[int, ...], lead: tuple[int, ...] | None, seed: int, count: int = 50) -> None:
        mix = sampler.Mix(words=words, lead=lead, things=(0, 1, 0), stranger=0.0)
        pool = max(picture_pools(frozen, mix, seed, count), key=lambda p: len(p.scenes))
        rows = [i for i, scene in enumerate(pool.scenes) if len(scene.things) == 2]
        self.maps = {name: m[rows] for name, m in pool.maps.items()}
        self.shares, scenes = [pool.shares[i] for i in rows], [pool.scenes[i] for i in rows]
        sounds = Sounds.open("test", seed + 1)
        self.heard = frozen.hear(torch.from_numpy(sounds.batch([[thing.word] for scene in scenes for thing in scene.things])))

    @torch.inference_mode()
    def figures(self, model: FusionModel) -> dict[str, float]:
        """flip: both sounds mark mostly their own thing; on: the sounding thing marked > 50 %; silent: the other marked > 30 %."""
        pixels = model(self.maps, self.heard)
        logits = model.readings(pixels, classes=False)[0][-1][0]
        marked = []
        for row, mask in enumerate(logits > 0):
            small = torch.from_numpy(self.shares[row // 2])
            marked.append([(float(s[mask].sum()) / max(float(s.sum()), 1e-6)) for s in small])
        marks = np.array(marked).reshape(-1, 2, 2)  # [picture, sound, thing]
        own, other = marks[:, [0, 1], [0, 1]], marks[:, [0, 1], [1, 0]]
        return {"flip": float(((own > 0.5) & (other < 0.3)).all(1).mean()), "on": float((own > 0.5).mean()), "silent": float((other > 0.3).mean())}


def describe(figures: dict[str, float]) -> str:
    return " ".join(f"{key} {value:.2f}" for key, value in figures.items())


def run(job: Job, batch: int = 8, times: int = 3) -> None:
    """Train for `job.minutes`; the checkpoint is `fusion.pt`."""
    model = FusionModel(job.config)
    job.begin(model, "fusion")
    frozen = model.frozen.eval()
    base, everything = sources(frozen, 11, job.extra, (3000, 2000))
    checks = {"base": Checker(frozen, BASE, None, 21), "novel": Checker(frozen, ALL, NOVEL, 23)}

    def step(number: int) -> tuple[torch.Tensor, dict[str, float]]:
        heard = base.batch(batch, times)
        losses = dense_losses(model, heard, model(heard.maps, heard.sounds), classes=number % 4 == 0)
        if number % 2:
            pairs = everything.batch(batch, times)
            losses["match"] = match_losses(model, pairs, model(pairs.maps, pairs.sounds))
        total = sum(WEIGHTS[name] * loss for name, loss in losses.items())
        return total, {name: loss.item() * SHOWN_EVERY[name] for name, loss in losses.items()}

    def check() -> str:
        return " | ".join(f"{name}: {describe(c.figures(model))}" for name, c in checks.items())

    groups = parameter_groups([(model.pixel_decoder, 1.0), (model.readings, 1.0)], decay=0.02)
    train(model, groups, step, Budget(job.minutes, 1.5e-3), job.checkpoint("fusion"), resume=job.resume, check=check, check_every=90, report_every=24)
