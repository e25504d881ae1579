"""Reads scenes back from AVSBench's folder layout (docs/evaluation.md, "The folder")."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image
from scipy.io import wavfile


@dataclass(frozen=True)
class Video:
    """One scored video. `labels` and `objects` are `[T, H, W]` label ids and object numbers + 1; sounds are float32 in -1…1."""

    name: str
    frames: list[np.ndarray]
    labels: np.ndarray
    objects: np.ndarray
    sound: np.ndarray
    swapped: np.ndarray | None
    truth: dict


def identifiers(colours: np.ndarray) -> np.ndarray:
    """Ids of an image in AVSBench's colours."""
    out = np.zeros(colours.shape[:2], int)
    for k in range(8):
        for channel in range(3):
            out |= ((colours[..., channel].astype(int) >> (7 - k)) & 1) << (3 * k + channel)
    return out


def _sound(path: Path) -> np.ndarray | None:
    return wavfile.read(path)[1].astype(np.float32) / 32768 if path.exists() else None


def read(folder: Path, split: str = "test") -> list[Video]:
    """All videos of a split; pixels of words that the row of metadata.csv does not list count as background."""
    semantic = folder / "AVSBench-semantic"
    ids = json.loads((semantic / "label2idx.json").read_text())
    videos = []
    with open(semantic / "metadata.csv", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["split"] == split]
    for row in rows:
        place = semantic / row["label"] / row["uid"]
        pictures = sorted((folder / "AVSBench-openvoc" / split / "JPEGImages" / row["uid"]).glob("*.jpg"), key=lambda p: int(p.stem))
        frames = [np.asarray(Image.open(p).convert("RGB")) for p in pictures]
        labels, objects = (np.stack([identifiers(np.asarray(Image.open(place / kind / f"{p.stem}.png"))) for p in pictures]) for kind in ("labels_rgb", "objects"))
        own = [ids[word] for word in row["a_obj"].split("_") if word]
        labels = np.where(np.isin(labels, own), labels, 0)
        truth = json.loads((place / "truth.json").read_text())
        videos.append(Video(row["uid"], frames, labels, objects, _sound(place / "audio.wav"), _sound(place / "audio_swapped.wav"), truth))
    return videos
