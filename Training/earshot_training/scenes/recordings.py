"""Optional real recordings (ESC-10 folder layout: `<class>/<fold>-<clip>-<take>.ogg`), decoded by the ffmpeg command."""

from __future__ import annotations

import subprocess
from pathlib import Path

import numpy as np

from .midi import RATE

#: word -> ESC-10 folder. Rain, waves and fire are off-screen noise.
FOLDERS = {"dog": ("dog_bark",), "clock": ("clock_tick",), "helicopter": ("helicopter",), "noise": ("rain", "sea_waves", "fire_crackling")}


def _decode(path: Path) -> np.ndarray:
    command = ["ffmpeg", "-v", "error", "-i", str(path), "-ac", "1", "-ar", str(RATE), "-f", "f32le", "-"]
    done = subprocess.run(command, capture_output=True)
    if done.returncode != 0:
        raise RuntimeError(f"ffmpeg could not decode {path}: {done.stderr.decode(errors='replace').strip()}")
    return np.frombuffer(done.stdout, np.float32)


def _loud_parts(samples: np.ndarray, seconds: int) -> np.ndarray | None:
    """The seconds with sound in them, repeated to `seconds`; None where there is none."""
    blocks = samples[: len(samples) // RATE * RATE].reshape(-1, RATE)
    level = np.sqrt((blocks**2).mean(axis=1))
    loud = blocks[level > 0.25 * level.max()] if len(blocks) and level.max() > 1e-3 else blocks[:0]
    return np.resize(loud, (seconds, RATE)).reshape(-1) if len(loud) else None


def recorded_takes(folder: Path, word: str, seconds: int) -> list[np.ndarray]:
    """Takes of a word (or "noise") from folds 1 to 4; fold 5 is kept for checking."""
    takes = []
    for name in FOLDERS.get(word, ()):
        for path in sorted((folder / name).glob("[1-4]-*.ogg")):
            part = _loud_parts(_decode(path), seconds)
            if part is not None:
                takes.append(part)
    return takes
