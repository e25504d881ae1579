"""Stage 5: windows go on with the pairs of words that the mask decoder still takes for one another.

Which pairs these are is measured on training takes: both things are drawn, one sounds, and the marked part of the silent one is the
pair's confusion. Half of the steps see windows of pairs drawn in proportion to it, the other half windows of the mix of stage 4.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np
import torch

from ..config import Config
from ..scenes import sampler
from ..scenes.vocabulary import BASE, WORDS
from .data import Sounds
from .fusion import ALL, ALL_MIX, HeardSource, match_losses
from .job import Job
from .loop import Budget, parameter_groups, train
from .pools import SoundPool, picture_pools
from .window_data import WindowPool, Windows, WindowSource
from .windows import TRAIN_MIX, WEIGHTS, WindowChecker, WindowModel, window_losses

PAIRS = tuple(combinations(BASE, 2))
#: Two things, one of which sounds all the time; and what is trained on.
PROBE_MIX = sampler.Mix(things=(0, 1), sounding=(0, 1), partial=0.0, off_screen=0.0, stranger=0.0)
PAIR_MIX = sampler.Mix(things=(0, 1), sounding=(0.04, 0.5, 0.46), partial=0.35, off_screen=0.0, stranger=0.0)
GROUP = 6
#: Chance of a pair beside its confusion (0…1).
FLOOR = 0.08


@torch.inference_mode()
def silent_marked(model: WindowModel, windows: Windows) -> list[float]:
    """For every scene, the mean marked part of the things that never sound, over its sounds and seconds."""
    marked = WindowChecker.marked(model.window(windows.maps, windows.sounds)[1][-1])
    out: list[list[float]] = [[] for _ in windows.shares]
    for row, scene in enumerate(windows.heard):
        shares = torch.from_numpy(windows.shares[row // windows.times]).transpose(0, 1)
        part = (shares * marked[row]).sum((1, 2, 3)) / shares.sum((1, 2, 3)).clamp(min=1e-6)
        out[row // windows.times] += [float(part[i]) for i in range(len(scene.things)) if not any(scene.sounding(i))]
    return [float(np.mean(parts)) if parts else 0.0 for parts in out]


def confusion(model: WindowModel, source: WindowSource) -> np.ndarray:
    """Confusion of every pair, 0…1, from one window heard with the sound of either thing."""
    model.eval()
    rows = [PAIRS[i : i + GROUP] for i in range(0, len(PAIRS), GROUP)]
    return np.array([value for pairs in rows for value in silent_marked(model, source.batch(len(pairs), 2, list(pairs)))])


def worst(values: np.ndarray, count: int = 10) -> str:
    """The most confused pairs, for the log."""
    order = np.argsort(-values)[:count]
    return ", ".join(f"{WORDS[PAIRS[i][0]].name}/{WORDS[PAIRS[i][1]].name} {values[i]:.2f}" for i in order)


def pair_pool(source: WindowSource, values: np.ndarray, rng: np.random.Generator) -> WindowPool:
    """Windows of pairs drawn by their confusion, each with four sounds."""
    chances = (values + FLOOR) / (values + FLOOR).sum()

    def new() -> Windows:
        return source.batch(GROUP, 4, [PAIRS[i] for i in rng.choice(len(PAIRS), size=GROUP, p=chances)])

    return WindowPool(new, 24, rng)


def run(job: Job, batch: int = 3, times: int = 2) -> None:
    """Train for `job.minutes`; the checkpoint is `pairs.pt`."""
    model = WindowModel(job.config)
    job.begin(model, "pairs")
    frozen, sounds = model.frozen.eval(), Sounds.open("train", 72, job.extra)
    values = confusion(model, WindowSource(frozen, np.random.default_rng(71), sounds, PROBE_MIX))
    print(f"confusion {values.mean():.3f}: {worst(values)}", flush=True)
    hard = pair_pool(WindowSource(frozen, np.random.default_rng(73), sounds, PAIR_MIX), values, np.random.default_rng(74))
    source = WindowSource(frozen, np.random.default_rng(75), sounds, TRAIN_MIX)
    usual = WindowPool(lambda: source.batch(10, 5), 16, np.random.default_rng(76))
    pictures = picture_pools(frozen, ALL_MIX, 77, 1000)
    everything = HeardSource(pictures, SoundPool(frozen, sounds), ALL, np.random.default_rng(78))

    def step(number: int) -> tuple[torch.Tensor, dict[str, float]]:
        losses = window_losses(model, (usual if number % 2 else hard).batch(batch, times), classes=number % 4 == 1)
        if number % 4 == 3:
            pairs = everything.batch(6, 3)
            losses["match"] = match_losses(model, pairs, model(pairs.maps, pairs.sounds))
        total = sum(WEIGHTS[name] * loss for name, loss in losses.items())
        return total, {name: loss.item() * (4 if name in ("class", "match") else 1) for name, loss in losses.items()}

    groups = parameter_groups([(model.predictor, 1.0), (model.pixel_decoder, 0.8), (model.readings, 0.8)], decay=0.02)
    train(model, groups, step, Budget(job.minutes, 8e-4, warmup=0.05), job.checkpoint("pairs"), resume=job.resume, check_every=60, report_every=12)
