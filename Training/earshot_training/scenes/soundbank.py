"""The bank of takes: every voice rendered once, normalised, cut into training and test takes, cached in one file."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from . import midi, synthesis
from .instruments import INSTRUMENTS, phrase_track
from .midi import RATE
from .recordings import recorded_takes
from .vocabulary import WORDS

SECONDS = 6
TAKES = {"train": 48, "test": 16}
NOISES = {"train": 40, "test": 12}
LEVEL = 0.1  # root mean square of every take


@dataclass(frozen=True)
class SoundBank:
    """Takes of one split: `voices[word index]` is int16 `[takes, SECONDS * RATE]`, `noises` likewise; RMS 0.1 of full scale."""

    voices: list[np.ndarray]
    noises: np.ndarray


def cache_folder() -> Path:
    """Where rendered sounds are kept: `EARSHOT_CACHE`, else `~/.cache/earshot-training`."""
    return Path(os.environ.get("EARSHOT_CACHE", "~/.cache/earshot-training")).expanduser()


def _normalised(samples: np.ndarray) -> np.ndarray:
    samples = samples - samples.mean()
    samples = samples * (LEVEL / (np.sqrt(np.mean(samples**2)) + 1e-9))
    return np.round(32767 * np.tanh(samples)).astype(np.int16)


def _played(word: str, takes: int, rng: np.random.Generator) -> list[np.ndarray]:
    slot = SECONDS + 1.0
    sound = midi.render(phrase_track(word, takes, slot, SECONDS, rng), takes * slot)
    starts = (np.arange(takes) * slot * RATE).astype(int)
    return [sound[s : s + SECONDS * RATE] for s in starts]


def _takes(word: str, count: int, rng: np.random.Generator) -> list[np.ndarray]:
    if word in INSTRUMENTS:
        return _played(word, count, rng)
    return [synthesis.VOICES[word](SECONDS * RATE, rng) for _ in range(count)]


def _build(extra: Path | None) -> dict[str, np.ndarray]:
    """All arrays of the cache; recordings join the training takes only."""
    out: dict[str, np.ndarray] = {}
    for number, split in enumerate(TAKES):
        for index, word in enumerate(WORDS):
            rng = np.random.default_rng([number, index, 11])
            takes = _takes(word.name, TAKES[split], rng)
            if extra and split == "train":
                takes += recorded_takes(extra, word.name, SECONDS)
            out[f"{split}.{word.name}"] = np.stack([_normalised(take) for take in takes])
        rng = np.random.default_rng([number, 99])
        noises = [synthesis.noise(SECONDS * RATE, rng) for _ in range(NOISES[split])]
        if extra and split == "train":
            noises += recorded_takes(extra, "noise", SECONDS)
        out[f"{split}.noise"] = np.stack([_normalised(take) for take in noises])
    return out


def load(split: str, cache: Path, extra: Path | None = None) -> SoundBank:
    """The bank of `split` ("train" or "test"), rendered on the first call into `cache` (about 150 MB)."""
    path = cache / ("sounds-extra.npz" if extra else "sounds.npz")
    if not path.exists():
        cache.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(".partial.npz")
        np.savez(partial, **_build(extra))
        partial.rename(path)
    with np.load(path) as arrays:
        return SoundBank([arrays[f"{split}.{word.name}"] for word in WORDS], arrays[f"{split}.noise"])
