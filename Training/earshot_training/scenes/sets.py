"""The scene sets that are written out: unseen takes of the sound bank, a share of scenes with a novel word."""

from __future__ import annotations

import zlib

import numpy as np

from . import sampler
from .scene import Scene
from .soundbank import SoundBank
from .vocabulary import BASE, NOVEL

#: Chance of a scene whose first object is of a novel word.
NOVEL_SHARE = 0.4
BASE_MIX = sampler.Mix(words=BASE)
NOVEL_MIX = sampler.Mix(words=BASE + NOVEL, lead=NOVEL)


def scenes(split: str, seed: int, count: int, bank: SoundBank) -> list[Scene]:
    """`count` scenes of a split and seed."""
    rng = np.random.default_rng([zlib.crc32(split.encode()), seed])
    takes = [len(voice) for voice in bank.voices]
    return [sampler.sample(rng, NOVEL_MIX if rng.random() < NOVEL_SHARE else BASE_MIX, takes, len(bank.noises)) for _ in range(count)]
