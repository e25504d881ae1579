"""Voices made by arithmetic: animals, bells, engines, sirens, tools. Each is `(n samples, rng) -> float32 [n]` at 16 kHz."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from scipy.signal import butter, sosfilt

from .midi import RATE

Voice = Callable[[int, np.random.Generator], np.ndarray]


def band(noise: np.ndarray, low: float, high: float) -> np.ndarray:
    """Second-order Butterworth band-pass between `low` and `high` Hz."""
    return sosfilt(butter(2, [low, high], "bandpass", fs=RATE, output="sos"), noise)


def _harmonics(pitch: np.ndarray, formants: list[tuple[float, float]], count: int = 24) -> np.ndarray:
    """Harmonic sound with spectral peaks; `pitch` is Hz per sample, `formants` are (Hz, width)."""
    phase = 2 * np.pi * np.cumsum(pitch) / RATE
    out = np.zeros_like(pitch)
    for k in range(1, count + 1):
        frequency = k * pitch
        gain = sum(np.exp(-(((frequency - f) / w) ** 2)) for f, w in formants) + 0.02
        out += np.where(frequency < 7600, gain, 0) / k**0.3 * np.sin(k * phase)
    return out


def _bursts(n: int, rng: np.random.Generator, every: tuple[float, float], make: Callable[[np.random.Generator], np.ndarray]) -> np.ndarray:
    """Events of one kind at irregular distances of `every` seconds."""
    out, position = np.zeros(n), int(rng.uniform(0, every[0]) * RATE)
    while position < n:
        event = make(rng) * rng.uniform(0.7, 1.0)
        end = min(n, position + len(event))
        out[position:end] += event[: end - position]
        position += int(rng.uniform(*every) * RATE)
    return out


def _bump(n: int, attack: float = 0.15) -> np.ndarray:
    """Rise and fall envelope over n samples."""
    t = np.linspace(0, 1, n)
    return np.minimum(t / attack, 1) * np.clip((1 - t) / (1 - attack), 0, 1) ** 0.8


def dog(n: int, rng: np.random.Generator) -> np.ndarray:
    base = rng.uniform(180, 480)

    def bark(rng: np.random.Generator) -> np.ndarray:
        m = int(rng.uniform(0.11, 0.2) * RATE)
        pitch = base * (1 + 0.5 * np.sin(np.pi * np.linspace(0.1, 1, m)))
        rough = band(rng.normal(size=m), 400, 2600)
        return (_harmonics(pitch, [(800, 350), (1700, 400)]) + 1.2 * rough) * _bump(m, 0.08)

    return _bursts(n, rng, (0.22, 0.45), bark)


def cat(n: int, rng: np.random.Generator) -> np.ndarray:
    base = rng.uniform(480, 800)

    def meow(rng: np.random.Generator) -> np.ndarray:
        m = int(rng.uniform(0.4, 0.75) * RATE)
        t = np.linspace(0, 1, m)
        pitch = base * (0.85 + 0.35 * np.sin(np.pi * t) - 0.15 * t)
        opening = 900 + 1300 * np.sin(np.pi * t) ** 2
        return _harmonics(pitch, [(opening, 450), (3200, 600)], 12) * _bump(m, 0.25)

    return _bursts(n, rng, (0.6, 0.9), meow)


def duck(n: int, rng: np.random.Generator) -> np.ndarray:
    base = rng.uniform(130, 210)

    def quack(rng: np.random.Generator) -> np.ndarray:
        m = int(rng.uniform(0.14, 0.24) * RATE)
        pitch = base * (1.15 - 0.3 * np.linspace(0, 1, m))
        return _harmonics(pitch, [(1250, 260), (2400, 350), (3400, 350)], 36) * _bump(m, 0.1)

    return _bursts(n, rng, (0.28, 0.42), quack)


def bird(n: int, rng: np.random.Generator) -> np.ndarray:
    base = rng.uniform(2600, 4600)

    def chirp(rng: np.random.Generator) -> np.ndarray:
        m = int(rng.uniform(0.06, 0.16) * RATE)
        t = np.linspace(0, 1, m)
        sweep = base * (1 + rng.uniform(-0.25, 0.25) * t + rng.uniform(0, 0.1) * np.sin(2 * np.pi * rng.uniform(1, 4) * t))
        return np.sin(2 * np.pi * np.cumsum(sweep) / RATE) * _bump(m, 0.3)

    return _bursts(n, rng, (0.1, 0.24), chirp)


def bell(n: int, rng: np.random.Generator) -> np.ndarray:
    base, decay = rng.uniform(380, 1100), rng.uniform(0.25, 0.7)
    partials = [(0.5, 0.5), (1, 1), (1.19, 0.7), (1.5, 0.5), (2, 0.8), (2.74, 0.5), (3.76, 0.35), (5.1, 0.2)]

    def stroke(rng: np.random.Generator) -> np.ndarray:
        t = np.arange(int(1.6 * RATE)) / RATE
        tone = sum(a * np.sin(2 * np.pi * base * r * t + rng.uniform(0, 6)) * np.exp(-t * (1 + 0.5 * r) / decay) for r, a in partials)
        return tone * np.minimum(t / 0.002, 1)

    return _bursts(n, rng, (0.35, 0.8), stroke)


def clock(n: int, rng: np.random.Generator) -> np.ndarray:
    tone, period = rng.uniform(1800, 3400), rng.choice([0.2, 0.25, 0.33, 0.5])
    out, position, high = np.zeros(n), int(rng.uniform(0, period) * RATE), True
    while position < n - 1:
        m = min(int(0.03 * RATE), n - position)
        t = np.arange(m) / RATE
        frequency = tone * (1 if high else 0.78)
        out[position : position + m] += (np.sin(2 * np.pi * frequency * t) + 0.6 * rng.normal(size=m)) * np.exp(-t * 220)
        position, high = position + int(period * RATE), not high
    return out


def helicopter(n: int, rng: np.random.Generator) -> np.ndarray:
    rotor = rng.uniform(11, 19)
    t = np.arange(n) / RATE
    chop = np.maximum(np.sin(2 * np.pi * rotor * t + rng.uniform(0, 6)), 0) ** 3
    low, high = band(rng.normal(size=n), 60, 380), band(rng.normal(size=n), 500, 1800)
    whine = 0.05 * np.sin(2 * np.pi * rng.uniform(900, 1500) * t)
    return 2.2 * low * (0.1 + chop) + 0.6 * high * (0.15 + chop) + whine * 0.5


def train(n: int, rng: np.random.Generator) -> np.ndarray:
    rate = rng.uniform(3.5, 6.5)
    t = np.arange(n) / RATE
    puff = np.mod(rate * t + rng.uniform(), 1)
    steam = band(rng.normal(size=n), 900, 5000) * np.exp(-4.5 * puff) * np.where(np.mod(np.floor(rate * t), 4) == 0, 1.0, 0.6)
    chord = sum(np.sin(2 * np.pi * f * t * (1 + 0.002 * np.sin(30 * t))) for f in rng.uniform(0.95, 1.05) * np.array([311, 370, 466, 622]))
    gate = np.mod(t / rng.uniform(1.2, 2.2) + rng.uniform(), 1) < 0.4
    smooth = sosfilt(butter(1, 12, fs=RATE, output="sos"), gate.astype(float))
    return 1.8 * steam + 0.22 * chord * smooth


def emergency_car(n: int, rng: np.random.Generator) -> np.ndarray:
    t = np.arange(n) / RATE
    low, high = rng.uniform(430, 620), rng.uniform(850, 1400)
    kind, phase = rng.integers(3), rng.uniform()
    if kind == 0:
        sweep = np.where(np.mod(t * rng.uniform(0.8, 1.4) + phase, 1) < 0.5, low, low * 1.34)
    elif kind == 1:
        sweep = low + (high - low) * (0.5 - 0.5 * np.cos(2 * np.pi * (t * rng.uniform(0.4, 0.8) + phase)))
    else:
        sweep = low + (high - low) * (0.5 - 0.5 * np.cos(2 * np.pi * (t * rng.uniform(2.5, 4.0) + phase)))
    tone = np.sin(2 * np.pi * np.cumsum(sweep) / RATE)
    return np.tanh(2.5 * tone) + 0.25 * np.tanh(5 * np.roll(tone, 3))


def saw(n: int, rng: np.random.Generator) -> np.ndarray:
    strokes = rng.uniform(1.8, 3.2)
    t = np.arange(n) / RATE
    swing = np.sin(2 * np.pi * strokes * t + rng.uniform(0, 6))
    teeth = 0.5 + 0.5 * np.sign(np.sin(2 * np.pi * np.cumsum(60 + 150 * np.abs(swing)) / RATE))
    rasp = band(rng.normal(size=n), 1400, 5200) + 0.5 * band(rng.normal(size=n), 500, 1000)
    return rasp * np.abs(swing) ** 0.7 * (0.35 + 0.65 * teeth) * np.where(swing > 0, 1.0, 0.7)


VOICES: dict[str, Voice] = {
    "bell": bell, "bird": bird, "cat": cat, "clock": clock, "dog": dog, "duck": duck, "helicopter": helicopter,
    "train": train, "emergency-car": emergency_car, "saw": saw,
}  # fmt: skip


def noise(n: int, rng: np.random.Generator) -> np.ndarray:
    """Off-screen noise: white to brown, hum, wind."""
    spectrum = np.fft.rfft(rng.normal(size=n)) / np.maximum(np.arange(n // 2 + 1), 20.0) ** rng.uniform(0, 1.0)
    out = np.fft.irfft(spectrum, n)
    out /= out.std()
    t = np.arange(n) / RATE
    kind = rng.integers(3)
    if kind == 1:
        out = 0.4 * out + sum(np.sin(2 * np.pi * k * rng.choice([50, 60, 100]) * t) / k for k in (1, 2, 3))
    elif kind == 2:
        out *= 0.5 + 0.5 * np.sin(2 * np.pi * rng.uniform(0.1, 0.6) * t + rng.uniform(0, 6))
    return out
