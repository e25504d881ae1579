"""Stage 4: the mask decoder on windows, with the pixel decoder going on at a lower rate."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch

from ..config import Config
from ..model.mask_decoder import MaskDecoder, Prediction
from ..model.pixel_decoder import PixelOutput
from ..scenes import sampler
from ..scenes.vocabulary import BASE, NOVEL
from .data import SILENCE, Sounds
from .fusion import ALL, FusionModel, describe, match_losses, pixel_loss, sources
from .job import Job
from .loop import Budget, parameter_groups, train
from .matching import deep_loss
from .pictures import class_loss
from .pools import Frozen, Maps
from .window_data import WindowPool, Windows, WindowSource


class WindowModel(FusionModel):
    """The fusion model and the mask decoder."""

    def __init__(self, config: Config) -> None:
        super().__init__(config)
        self.predictor = MaskDecoder(config.mask_decoder, config.vggish["embedding"], config.pixel_decoder["mask_channels"])

    def window(self, maps: Maps, heard: torch.Tensor) -> tuple[PixelOutput, list[Prediction]]:
        """Maps of n * T pictures, sounds `[n * times, T, embedding]` -> snippets in window order, predictions of n * times windows."""
        rows, t = heard.shape[:2]
        n = len(maps["res2"]) // t
        maps = {name: m.float().unflatten(0, (n, t)).repeat_interleave(rows // n, 0).flatten(0, 1) for name, m in maps.items()}
        pixels = self.pixel_decoder(maps, heard.flatten(0, 1))

        def split(x: torch.Tensor) -> torch.Tensor:
            return x.unflatten(0, (rows, t))

        return pixels, self.predictor([split(level) for level in pixels.multi_scale], split(pixels.mask_features), split(pixels.audio))


def window_losses(model: WindowModel, windows: Windows, *, classes: bool) -> dict[str, torch.Tensor]:
    """Losses of the predictions, of the auxiliary sounding readings and (where asked) of the pixel classes."""
    pixels, predictions = model.window(windows.maps, windows.sounds)
    losses = deep_loss(predictions, [windows.objects(row) for row in range(len(windows.heard))])
    sounding, named = model.readings(pixels, classes=classes)
    share = windows.sounding_share()
    losses["pixel"] = sum(pixel_loss(level, share) / len(group) for group in sounding for level in group)
    if classes:
        shown = windows.class_shares()
        losses["class"] = sum(class_loss(level, shown) / len(group) for group in named for level in group)
    return losses


class WindowChecker:
    """Held-out windows of two or three objects heard with two sounds; counts marks by masks alone, without names."""

    def __init__(self, frozen: Frozen, mix: sampler.Mix, seed: int, count: int = 24) -> None:
        source = WindowSource(frozen, np.random.default_rng(seed), Sounds.open("test", seed + 1), mix)
        self.batches = [source.batch(8, 2) for _ in range(count // 8)]
        self.silence = frozen.hear(torch.full((1, 96, 64), float(SILENCE)))

    @staticmethod
    def marked(prediction: Prediction) -> torch.Tensor:
        """Pixels of queries that pass the sounding score, bool `[B, T, h, w]`."""
        chosen = prediction.logits.softmax(-1)[..., 0] > 0.5
        return ((prediction.masks > 0) & chosen[:, :, None, None, None]).any(1)

    @torch.inference_mode()
    def figures(self, model: WindowModel) -> dict[str, float]:
        """iou of sounding pixels; on/off marks of objects per second; never: silent objects marked; muted: snippets with marks; flip: swaps."""
        union = overlap = 0.0
        right, never, flips, muted = [], [], [], []
        for windows in self.batches:
            marked = self.marked(model.window(windows.maps, windows.sounds)[1][-1])
            truth = windows.sounding_share().view_as(marked) > 0.5
            overlap, union = overlap + float((marked & truth).sum()), union + float((marked | truth).sum())
            quiet = self.silence.expand_as(windows.sounds)
            muted += self.marked(model.window(windows.maps, quiet)[1][-1]).flatten(2).any(2).flatten().tolist()
            parts = []
            for row, scene in enumerate(windows.heard):
                shares = torch.from_numpy(windows.shares[row // windows.times]).transpose(0, 1)
                part = (shares * marked[row]).sum((2, 3)) / shares.sum((2, 3)).clamp(min=1e-6)
                on = torch.tensor([scene.sounding(i) for i in range(len(scene.things))])
                right += ((part > 0.3) == on).flatten().tolist()
                never += (part[~on.any(1)][:, on.any(0)] > 0.3).flatten().tolist()
                parts.append((part, on))
            flips += [flip for i in range(0, len(parts), 2) if (flip := flipped(parts[i], parts[i + 1])) is not None]
        return {
            "iou": overlap / max(union, 1.0), "on/off": float(np.mean(right)), "never": float(np.mean(never)),
            "muted": float(np.mean(muted)), "flip": float(np.mean(flips)),
        }  # fmt: skip


def flipped(first: tuple[torch.Tensor, torch.Tensor], second: tuple[torch.Tensor, torch.Tensor]) -> bool | None:
    """Whether the marks moved between two sounds of one scene that are made by different single objects; None for other scenes."""
    ones = [on.any(1).nonzero()[:, 0].tolist() for _, on in (first, second)]
    if len(ones[0]) != 1 or len(ones[1]) != 1 or ones[0] == ones[1]:
        return None
    a, b = ones[0][0], ones[1][0]
    (pa, oa), (pb, ob) = first, second
    before = pa[:, oa[a]].mean(1)
    after = pb[:, ob[b]].mean(1)
    return bool(before[a] > max(0.3, float(before[b])) and after[b] > max(0.3, float(after[a])))


WEIGHTS = {"sound": 2.0, "mask": 10.0, "dice": 5.0, "pixel": 1.0, "class": 1.0, "match": 1.0}
#: One step in so many has the loss, for the printed means.
SHOWN_EVERY = {"class": 4, "match": 3}
TRAIN_MIX = sampler.Mix(words=BASE, things=(0.12, 0.5, 0.38), sounding=(0.1, 0.5, 0.4), partial=0.5, off_screen=0.12, stranger=0.2)


def run(job: Job, batch: int = 3, times: int = 2) -> None:
    """Train for `job.minutes`; the checkpoint is `windows.pt`."""
    model = WindowModel(job.config)
    job.begin(model, "windows")
    frozen = model.frozen.eval()
    source = WindowSource(frozen, np.random.default_rng(51), Sounds.open("train", 52, job.extra), TRAIN_MIX)
    stock = WindowPool(lambda: source.batch(10, 5), 24, np.random.default_rng(53))
    _, everything = sources(frozen, 54, job.extra, (25, 1000))
    two = dict(things=(0, 0.6, 0.4), sounding=(0, 1, 0), off_screen=0.0, stranger=0.0)
    checks = {
        "base": WindowChecker(frozen, sampler.Mix(words=BASE, **two), 61),
        "novel": WindowChecker(frozen, sampler.Mix(words=ALL, lead=NOVEL, **two), 63),
    }

    def step(number: int) -> tuple[torch.Tensor, dict[str, float]]:
        losses = window_losses(model, stock.batch(batch, times), classes=number % SHOWN_EVERY["class"] == 1)
        if number % SHOWN_EVERY["match"] == 0:
            pairs = everything.batch(6, 3)
            losses["match"] = match_losses(model, pairs, model(pairs.maps, pairs.sounds))
        total = sum(WEIGHTS[name] * loss for name, loss in losses.items())
        return total, {name: loss.item() * SHOWN_EVERY.get(name, 1) for name, loss in losses.items()}

    def check() -> str:
        return " | ".join(f"{name}: {describe(c.figures(model))}" for name, c in checks.items())

    groups = parameter_groups([(model.predictor, 1.0), (model.pixel_decoder, 0.4), (model.readings, 0.4)], decay=0.02)
    train(model, groups, step, Budget(job.minutes, 1.2e-3), job.checkpoint("windows"), resume=job.resume, check=check, check_every=150)
