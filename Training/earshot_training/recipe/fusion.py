"""Stage 3: early fusion and pixel decoder learn which pixels sound, one snippet at a time.

The same pictures are heard with several sounds, so look and sound must be combined (fusion adds one vector to all pixels; the
feed-forward layers of the encoder have to form the conjunctions). Three kinds of supervision, none of which outlives export:
a dense "sounding pixel" reading of every map (base words only), pixel classes, and clip-level correspondence between picture
and sound without masks (all words): some pixel sounds if and only if a thing in the picture makes a sound that is heard.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from ..config import Config
from ..model.backbone import ResNet
from ..model.pixel_decoder import PixelDecoder, PixelOutput
from ..model.vggish import VGGish
from ..scenes import sampler
from ..scenes.scene import Scene
from ..scenes.vocabulary import BASE, NOVEL, WORDS
from .data import Sounds
from .loop import Budget, parameter_groups, train
from .picture import normalised
from .pictures import CLASSES, PictureSource, class_loss, class_shares, pooled

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
        self.audio, self.backbone = VGGish(**config.vggish), ResNet(**config.backbone)
        self.pixel_decoder = PixelDecoder(config.pixel_decoder, self.backbone.channels, config.vggish["embedding"])
        self.readings = Readings(config.pixel_decoder)
        fusion = self.pixel_decoder.transformer.encoder.vl_layer["b_attn"]
        nn.init.ones_(fusion.gamma_v)
        self.audio.requires_grad_(False)
        self.backbone.requires_grad_(False)

    def load_parts(self, folder: Path) -> None:
        """Take the networks of stages 1 and 2."""
        for name, target, prefix in (("sound", self.audio, "network."), ("picture", self.backbone, "backbone.")):
            state = torch.load(folder / f"{name}.pt", map_location="cpu", weights_only=True)["module"]
            target.load_state_dict({k.removeprefix(prefix): v for k, v in state.items() if k.startswith(prefix)})

    def train(self, mode: bool = True) -> FusionModel:
        super().train(mode)
        self.audio.eval()
        self.backbone.eval()
        return self

    def forward(self, pictures: torch.Tensor, patches: torch.Tensor) -> PixelOutput:
        """n pictures and n * K patches (sound k of picture i at row i * K + k) -> pixel decoder output of n * K snippets."""
        with torch.no_grad():
            maps, heard = self.backbone(pictures), self.audio(patches[:, None])
        times = len(patches) // len(pictures)
        return self.pixel_decoder({name: m.repeat_interleave(times, 0) for name, m in maps.items()}, heard)


@dataclass
class Heard:
    """n pictures with `times` sounds each: log-mel patches and the words in every sound."""

    pictures: np.ndarray
    shares: list[np.ndarray]
    scenes: list[Scene]
    patches: torch.Tensor
    words: list[list[int]]
    times: int

    def visible(self, row: int) -> list[int]:
        return [thing.word for thing in self.scenes[row // self.times].things if thing.word is not None]

    def target(self) -> torch.Tensor:
        """Share of each pixel that sounds, `[n * times, 1, Hp / 4, Wp / 4]`."""
        out = []
        for row, words in enumerate(self.words):
            scene, shares = self.scenes[row // self.times], self.shares[row // self.times]
            on = [thing.word is not None and thing.word in words for thing in scene.things]
            out.append(shares[on].sum(0))
        return torch.from_numpy(np.stack(out))[:, None]

    def matching(self) -> torch.Tensor:
        """Whether a heard word is seen, float `[n * times]`."""
        return torch.tensor([float(bool(set(words) & set(self.visible(row)))) for row, words in enumerate(self.words)])


def sound_sets(visible: list[int], pool: tuple[int, ...], times: int, rng: np.random.Generator) -> list[list[int]]:
    """`times` sets of words to hear with one picture: first each visible word alone, then pairs, absent words, nothing."""
    alone = [[w] for w in rng.permutation(visible)]
    absent = [w for w in pool if w not in visible]
    others: list[list[int]] = [[], [int(rng.choice(absent))]]
    if len(visible) > 1:
        others.append([int(w) for w in rng.permutation(visible)[:2]])
    sets = [[int(w) for w in s] for s in alone[: max(times - 1, 1)]]
    while len(sets) < times:
        sets.append(list(others[int(rng.integers(len(others)))]))
    for s in sets:
        if rng.random() < 0.15:
            extra = int(rng.choice(absent))
            if extra not in s:
                s.append(extra)
    return sets


@dataclass
class HeardSource:
    """Draws pictures and makes several sounds for each."""

    pictures: PictureSource
    sounds: Sounds
    pool: tuple[int, ...]

    def batch(self, count: int, times: int) -> Heard:
        pictures, shares, scenes = self.pictures.batch(count)
        rng = self.sounds.rng
        words = [s for scene in scenes for s in sound_sets([t.word for t in scene.things if t.word is not None], self.pool, times, rng)]
        return Heard(pictures, shares, scenes, torch.from_numpy(self.sounds.batch(words)), words, times)


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


def base_source(seed: int, split: str, extra: Path | None) -> HeardSource:
    mix = sampler.Mix(words=BASE, things=(0.1, 0.6, 0.3), stranger=0.2)
    return HeardSource(PictureSource(np.random.default_rng(seed), mix), Sounds.open(split, seed + 1, extra), BASE)


def all_source(seed: int, split: str, extra: Path | None) -> HeardSource:
    mix = sampler.Mix(words=ALL, lead=NOVEL, things=(0.25, 0.6, 0.15), stranger=0.1)
    return HeardSource(PictureSource(np.random.default_rng(seed), mix), Sounds.open(split, seed + 1, extra), ALL)


def dense_losses(model: FusionModel, heard: Heard, pixels: PixelOutput) -> dict[str, torch.Tensor]:
    """Sounding-pixel and pixel-class losses on base pictures, over all maps."""
    sounding, classes = model.readings(pixels, classes=True)
    target = heard.target()
    shares = class_shares(heard.shares, heard.scenes).repeat_interleave(heard.times, 0)
    return {
        "pixel": sum(pixel_loss(level, target) / len(group) for group in sounding for level in group),
        "class": sum(class_loss(level, shares) / len(group) for group in classes for level in group),
    }


def match_losses(model: FusionModel, heard: Heard, pixels: PixelOutput) -> torch.Tensor:
    """Correspondence over the finest map of every group."""
    sounding, _ = model.readings(pixels, classes=False)
    matching = heard.matching()
    return sum(correspondence_loss(group[-1], matching) for group in sounding)


class Checker:
    """Fixed held-out pictures: each heard with the sound of its first and of its second thing (the swap test, per pixel)."""

    def __init__(self, words: tuple[int, ...], lead: tuple[int, ...] | None, seed: int, count: int = 60) -> None:
        mix = sampler.Mix(words=words, lead=lead, things=(0, 1, 0), stranger=0.0)
        source = PictureSource(np.random.default_rng(seed), mix)
        kept = [item for item in zip(*source.batch(count)) if len(item[2].things) == 2]
        self.pictures = np.stack([k[0] for k in kept])
        self.shares, self.scenes = [k[1] for k in kept], [k[2] for k in kept]
        sounds = Sounds.open("test", seed + 1)
        self.patches = torch.from_numpy(sounds.batch([[thing.word] for scene in self.scenes for thing in scene.things]))

    @torch.inference_mode()
    def figures(self, model: FusionModel) -> dict[str, float]:
        """flip: both sounds mark mostly their own thing; on: the sounding thing marked > 50 %; silent: the other marked > 30 %."""
        pixels = model(normalised(self.pictures, model.config), self.patches)
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


def run(config: Config, folder: Path, minutes: float, *, resume: bool, extra: Path | None, batch: int = 8, times: int = 3) -> None:
    """Train for `minutes`; the checkpoint is `folder/fusion.pt`."""
    model = FusionModel(config)
    model.load_parts(folder)
    base, everything = base_source(11, "train", extra), all_source(13, "train", extra)
    checks = {"base": Checker(BASE, None, 21), "novel": Checker(ALL, NOVEL, 23)}

    def step(number: int) -> tuple[torch.Tensor, dict[str, float]]:
        heard = base.batch(batch, times)
        losses = dense_losses(model, heard, model(normalised(heard.pictures, config), heard.patches))
        if number % 2:
            pairs = everything.batch(batch, times)
            losses["match"] = match_losses(model, pairs, model(normalised(pairs.pictures, config), pairs.patches))
        total = losses["pixel"] * 2 + losses["class"] * 0.5 + losses.get("match", 0.0)
        return total, {name: loss.item() * (2 if name == "match" else 1) for name, loss in losses.items()}

    def check() -> str:
        return " | ".join(f"{name}: {describe(c.figures(model))}" for name, c in checks.items())

    groups = parameter_groups([(model.pixel_decoder, 1.0), (model.readings, 1.0)], decay=0.02)
    train(model, groups, step, Budget(minutes, 1.5e-3), folder / "fusion.pt", resume=resume, check=check, check_every=120)
