"""Log-mel patches of VGGish (docs/model.md section 2, steps 3 to 7)."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from scipy import fft

RATE, WINDOW, HOP, SIZE = 16_000, 400, 160, 512
BANDS, FRAMES = 64, 96


@lru_cache(maxsize=4)
def _tables(dtype: type) -> tuple[np.ndarray, np.ndarray]:
    """Periodic Hann window `[400]` and mel matrix `[257, 64]`."""
    hann = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(WINDOW) / WINDOW)

    def mel(frequency: np.ndarray) -> np.ndarray:
        return 1127.0 * np.log(1.0 + frequency / 700.0)

    bins = mel(np.arange(SIZE // 2 + 1) * RATE / SIZE)[:, None]
    edges = np.linspace(mel(np.float64(125.0)), mel(np.float64(7500.0)), BANDS + 2)
    low, centre, high = edges[:-2], edges[1:-1], edges[2:]
    matrix = np.maximum(0.0, np.minimum((bins - low) / (centre - low), (high - bins) / (high - centre)))
    matrix[0] = 0.0
    return hann.astype(dtype), matrix.astype(dtype)


def log_mel(waveform: np.ndarray) -> np.ndarray:
    """Log-mel of `[..., N]` samples in -1…1: `[..., 1 + (N - 400) // 160, 64]` float32, computed in the input's precision."""
    hann, matrix = _tables(waveform.dtype.type)
    frames = np.lib.stride_tricks.sliding_window_view(waveform, WINDOW, axis=-1)[..., ::HOP, :]
    spectrum = fft.rfft(frames * hann, SIZE, axis=-1)
    magnitude = np.sqrt(spectrum.real**2 + spectrum.imag**2)
    return np.log(magnitude @ matrix + waveform.dtype.type(0.01)).astype(np.float32)


def patches(waveform: np.ndarray) -> np.ndarray:
    """The product's patches: one from the first 96 frames of each whole second. `[N]` -> `[N // 16000, 96, 64]`."""
    seconds = waveform[: len(waveform) // RATE * RATE].reshape(-1, RATE)
    return log_mel(seconds)[:, :FRAMES]


def published_patches(waveform: np.ndarray) -> np.ndarray:
    """The published code's patches: consecutive runs of 96 frames (every 0.96 s), tails dropped."""
    frames = log_mel(waveform)
    return frames[: len(frames) // FRAMES * FRAMES].reshape(-1, FRAMES, BANDS)
