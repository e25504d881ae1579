"""The sound of a scene."""

from __future__ import annotations

import numpy as np

from .midi import RATE
from .scene import Scene, Voice
from .soundbank import SECONDS, SoundBank

FADE = 240  # samples: 15 ms where a voice starts or stops


def gate(active: tuple[bool, ...]) -> np.ndarray:
    """Gain per sample for on/off seconds, with short fades inside the sounding seconds. float32 `[len(active) * RATE]`."""
    out = np.repeat(np.array(active, np.float32), RATE)
    ramp = np.linspace(0, 1, FADE, dtype=np.float32)
    for k, on in enumerate(active):
        start, end = k * RATE, (k + 1) * RATE
        if on and (k == 0 or not active[k - 1]):
            out[start : start + FADE] *= ramp
        if on and (k + 1 == len(active) or not active[k + 1]):
            out[end - FADE : end] *= ramp[::-1]
    return out


def _excerpt(take: np.ndarray, offset: float, count: int) -> np.ndarray:
    """`count` samples from `offset` seconds on, going round."""
    start = int(offset * RATE)
    return np.take(take, np.arange(start, start + count) % (SECONDS * RATE)).astype(np.float32) / 32768


def voice_sound(voice: Voice, bank: SoundBank) -> np.ndarray:
    """float32 `[len(active) * RATE]`."""
    part = _excerpt(bank.voices[voice.word][voice.take], voice.offset, len(voice.active) * RATE)
    return part * gate(voice.active) * np.float32(10 ** (voice.gain_db / 20))


def mix(scene: Scene, bank: SoundBank) -> np.ndarray:
    """float32 `[seconds * RATE]` in -1…1 (soft limited)."""
    out = np.zeros(scene.seconds * RATE, np.float32)
    for voice in scene.voices:
        out += voice_sound(voice, bank)
    if scene.noise is not None:
        take, offset, level = scene.noise
        out += _excerpt(bank.noises[take], offset, len(out)) * np.float32(10 ** (level / 20))
    return np.tanh(out)
