"""Random training material: sounds of one second, pictures, windows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..logmel import patches
from ..scenes import mixing, soundbank
from ..scenes.midi import RATE
from ..scenes.scene import Voice
from ..scenes.vocabulary import WORDS

SILENCE = np.float32(np.log(0.01))


@dataclass
class Sounds:
    """Makes seconds of sound from a bank."""

    bank: soundbank.SoundBank
    rng: np.random.Generator

    @classmethod
    def open(cls, split: str, seed: int, extra: Path | None = None) -> Sounds:
        return cls(soundbank.load(split, soundbank.cache_folder(), extra), np.random.default_rng(seed))

    @property
    def takes(self) -> list[int]:
        return [len(voice) for voice in self.bank.voices]

    def second(self, words: list[int]) -> np.ndarray:
        """float32 `[16000]`: the given words at random levels, noise with chance 0.6, slips of at most 0.18 s at the edges."""
        rng, out = self.rng, np.zeros(RATE, np.float32)
        for word in words:
            gain = float(rng.uniform(-9, 6))
            voice = Voice(word, int(rng.integers(self.takes[word])), float(rng.uniform(0, 5)), gain, (True,), None)
            part = mixing.voice_sound(voice, self.bank)
            if rng.random() < 0.25:
                cut = int(rng.uniform(0, 0.18) * RATE)
                part[: cut] = 0 if rng.random() < 0.5 else part[: cut]
                part[RATE - cut :] = 0 if rng.random() < 0.5 else part[RATE - cut :]
            out += part
        if rng.random() < 0.6:
            take, start = int(rng.integers(len(self.bank.noises))), int(rng.uniform(0, 5) * RATE)
            level = np.float32(10 ** (rng.uniform(-34, -12) / 20) / 32768)
            out += self.bank.noises[take, start : start + RATE] * level
        return np.tanh(out * np.float32(10 ** (rng.uniform(-14, 2) / 20)))

    def batch(self, sets: list[list[int]]) -> np.ndarray:
        """Log-mel patches `[n, 96, 64]` of one second for each set of words."""
        return patches(np.concatenate([self.second(words) for words in sets]))

    def random_words(self, pool: range = range(len(WORDS))) -> list[int]:
        """None to three words of the pool."""
        count = int(self.rng.choice(4, p=[0.1, 0.42, 0.33, 0.15]))
        return [int(w) for w in self.rng.permutation(len(pool))[:count]]


def multi_hot(sets: list[list[int]]) -> np.ndarray:
    """float32 `[n, words]`."""
    out = np.zeros((len(sets), len(WORDS)), np.float32)
    for row, words in zip(out, sets):
        row[words] = 1
    return out
