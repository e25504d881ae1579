"""Crops made with the masks that the trained network predicts, so that the words stage sees what it will have to name."""

from __future__ import annotations

import numpy as np
import torch
from torch.nn import functional as F

from ..crops import masked_crop
from ..scenes import sampler
from ..scenes.scene import Scene
from .data import Sounds
from .fusion import ALL
from .job import Job
from .loop import use_free_cores
from .window_data import WindowSource
from .windows import WindowModel

#: As the scenes that are written out, with more of the novel words and more sounding at once.
MIX = sampler.Mix(words=ALL, things=(0.15, 0.5, 0.35), sounding=(0, 0.6, 0.4), partial=0.3, off_screen=0.05)
#: Queries that are cropped, and the part of a mask that must lie on one thing.
SOUNDING, OWN = 0.5, 0.6
SCENES, SOUNDS_EACH = 6, 3


def owner(scene: Scene, shares: np.ndarray, mask: np.ndarray) -> int | None:
    """The word of the thing (of `shares` `[things, h, w]`) that a bool mask `[h, w]` lies on; None where it is no one's or has no word."""
    parts = shares[:, mask].sum(1) / max(mask.sum(), 1)
    return scene.things[int(parts.argmax())].word if parts.max() >= OWN else None


class OwnMasks:
    """Draws scenes and cuts out what the network marks."""

    def __init__(self, job: Job, seed: int, split: str) -> None:
        self.model = WindowModel(job.config)
        job.begin(self.model, "own masks")
        self.model.eval()
        self.resolution = job.config.clip["image"]["resolution"]
        sounds = Sounds.open(split, seed + 1, job.extra if split == "train" else None)
        self.source = WindowSource(self.model.frozen, np.random.default_rng(seed), sounds, MIX)

    @torch.inference_mode()
    def some(self) -> list[tuple[np.ndarray, int]]:
        """Crops `[R, R, 3]` uint8 and their words, from a few scenes."""
        windows = self.source.batch(SCENES, SOUNDS_EACH)
        last = self.model.window(windows.maps, windows.sounds)[1][-1]
        chosen = (last.logits.softmax(-1)[..., 0] > SOUNDING).nonzero().tolist()
        out = []
        for row, query in chosen:
            soft = F.interpolate(last.masks[row, query][None], scale_factor=4, mode="bilinear", align_corners=False)[0].sigmoid().numpy()
            place = row // windows.times
            for second, mask in enumerate(last.masks[row, query].numpy() > 0):
                word = owner(windows.heard[row], windows.shares[place][second], mask)
                crop = None if word is None else masked_crop(windows.pictures[place][second], soft[second], self.resolution)
                if crop is not None:
                    out.append((np.clip(crop + 0.5, 0, 255).astype(np.uint8), word))
        return out

    def crops(self, count: int) -> tuple[np.ndarray, np.ndarray]:
        """`count` crops uint8 `[n, R, R, 3]` and their words."""
        made: list[tuple[np.ndarray, int]] = []
        while len(made) < count:
            use_free_cores()
            made += self.some()
        pictures, words = zip(*made[:count])
        return np.stack(pictures), np.array(words)
