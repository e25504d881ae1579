"""The published metric and the measures that marking everything does not pass (docs/evaluation.md, "Measures")."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from .scenes.reading import Video
from .scenes.vocabulary import NOVEL_IDS

MARKED = 0.3
CLASSES = 71


def shrink(ids: np.ndarray, side: int = 224) -> np.ndarray:
    """Nearest resize to `side` × `side`, `floor(i · in / out)`."""
    rows, columns = (np.arange(side) * n // side for n in ids.shape)
    return ids[rows[:, None], columns[None]]


@dataclass
class Measures:
    """Counts over all videos of one way of marking. `marks` are label ids `[T, H, W]` (0: none)."""

    min_area: int
    confusion: np.ndarray = field(default_factory=lambda: np.zeros((CLASSES, CLASSES), np.int64))
    muted: list[bool] = field(default_factory=list)
    silent: list[bool] = field(default_factory=list)
    swaps: list[bool] = field(default_factory=list)
    objects: list[bool] = field(default_factory=list)
    seconds: list[bool] = field(default_factory=list)

    def add(self, video: Video, marks: np.ndarray, muted: np.ndarray, swapped: np.ndarray | None) -> None:
        for truth, said in zip(video.labels, marks):
            pair = shrink(truth) * CLASSES + shrink(said)
            self.confusion += np.bincount(pair.ravel(), minlength=CLASSES**2).reshape(CLASSES, CLASSES)
        self.muted += (muted > 0).any((1, 2)).tolist()
        visible, shares = self._shares(video, marks)
        on = self._sounding(video)
        for second in range(len(marks)):
            heard = on[:, second] & visible[:, second]
            self.seconds.append(bool((marks[second] > 0).any()) == bool(heard.any()))
            for thing in np.flatnonzero(visible[:, second]):
                if video.truth["objects"][thing]["word"] is None:
                    continue
                marked = bool(shares[thing, second] > MARKED)
                self.objects.append(marked == bool(on[thing, second]))
                if not on[thing].any() and np.delete(on[:, second], thing).any():
                    self.silent.append(marked)
        if video.truth["swap"] is not None and swapped is not None:
            self.swaps.append(self._moved(video, shares, self._shares(video, swapped)[1], visible, on))

    def _shares(self, video: Video, marks: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Per object and second: whether it is visible, and the marked share of its visible pixels."""
        count, seconds = len(video.truth["objects"]), len(marks)
        visible, shares = np.zeros((count, seconds), bool), np.zeros((count, seconds))
        for thing in range(count):
            for second in range(seconds):
                pixels = video.objects[second] == thing + 1
                visible[thing, second] = pixels.sum() >= self.min_area
                shares[thing, second] = (marks[second][pixels] > 0).mean() if pixels.any() else 0.0
        return visible, shares

    @staticmethod
    def _sounding(video: Video) -> np.ndarray:
        return np.array([thing["sounding"] for thing in video.truth["objects"]], bool)

    @staticmethod
    def _moved(video: Video, true: np.ndarray, swapped: np.ndarray, visible: np.ndarray, on: np.ndarray) -> bool:
        """Over the seconds `from` sounds and both show: `from` leads with the true sound, `to` with the swapped one."""
        a, b = video.truth["swap"]["from"], video.truth["swap"]["to"]
        seconds = on[a] & visible[a] & visible[b]
        if not seconds.any():
            return False
        first, second = true[:, seconds].mean(1), swapped[:, seconds].mean(1)
        return bool(first[a] > max(first[b], MARKED) and second[b] > max(second[a], MARKED))

    def figures(self) -> dict[str, float]:
        """All measures, in percent."""
        hit = np.diag(self.confusion)
        union = self.confusion.sum(0) + self.confusion.sum(1) - hit
        iou = np.where(union > 0, hit / np.maximum(union, 1), np.nan)
        novel = np.array(sorted(NOVEL_IDS))
        base = np.array([i for i in range(1, CLASSES) if i not in NOVEL_IDS])
        b, n = np.nanmean(iou[base]), np.nanmean(iou[novel])
        parts = {
            "base_miou": b, "novel_miou": n, "harmonic": 2 * b * n / max(b + n, 1e-9), "miou": np.nanmean(iou),
            "muted_labelled": np.mean(self.muted), "silent_object_marked": np.mean(self.silent), "swap_moves_mask": np.mean(self.swaps),
            "objects_on_off": np.mean(self.objects), "seconds_on_off": np.mean(self.seconds),
        }  # fmt: skip
        counts = {"snippets": len(self.muted), "silent": len(self.silent), "swaps": len(self.swaps)}
        return {name: round(100 * float(value), 2) for name, value in parts.items()} | counts

    def per_class(self) -> dict[int, float]:
        """IoU of every label id with a union, in percent."""
        hit = np.diag(self.confusion)
        union = self.confusion.sum(0) + self.confusion.sum(1) - hit
        return {i: round(100 * hit[i] / union[i], 1) for i in range(CLASSES) if union[i]}
