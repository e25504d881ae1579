"""A bundle at work on one window: from frames and patches to predictions, and from masks to named crops."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch.nn import functional as F

from . import bundle
from .crops import masked_crop
from .model.mask_decoder import Prediction
from .model.ovavss import OVAVSS
from .model.pixel_decoder import PixelOutput
from .recipe.words import normalised_crops, word_embeddings


def resized(frame: np.ndarray, sizes: dict) -> np.ndarray:
    """Shorter side to `short_side`, longer at most `max_side` (docs/model.md section 1), Pillow's 8-bit bilinear."""
    height, width = frame.shape[:2]
    scale = sizes["short_side"] / min(height, width)
    h, w = (sizes["short_side"], scale * width) if height < width else (scale * height, sizes["short_side"])
    if max(h, w) > sizes["max_side"]:
        h, w = h * sizes["max_side"] / max(h, w), w * sizes["max_side"] / max(h, w)
    size = (int(w + 0.5), int(h + 0.5))
    return np.asarray(Image.fromarray(frame).resize(size, Image.Resampling.BILINEAR))


@dataclass
class WindowResult:
    """Everything one window gives. frames uint8 `[T, h, w, 3]` resized and unpadded; upsampled masks `[Q, T, Hp, Wp]` logits."""

    frames: np.ndarray
    heard: torch.Tensor
    maps: dict[str, torch.Tensor]
    pixels: PixelOutput
    predictions: list[Prediction]
    upsampled: torch.Tensor

    @property
    def sounding(self) -> torch.Tensor:
        """Sounding score of every query, `[Q]`."""
        return self.predictions[-1].logits[0].softmax(-1)[:, 0]


class Runner:
    """A loaded bundle."""

    def __init__(self, folder: Path) -> None:
        self.model, self.tokenizer, self.description = bundle.load(folder)
        self.words: list[str] = [entry["word"] for entry in self.description["words"]]
        self.text = word_embeddings(self.model.clip_adapter["clip_model"], self.tokenizer, self.words)

    @property
    def network(self) -> OVAVSS:
        return self.model

    @torch.inference_mode()
    def window(self, frames: list[np.ndarray], patches: np.ndarray) -> WindowResult:
        """frames: T pictures uint8 of any size; patches `[T, 96, 64]`."""
        small = np.stack([resized(frame, self.model.config.preprocessing) for frame in frames])
        pictures = self.model.normalise(torch.from_numpy(small))
        heard, maps = self.model.hear(torch.from_numpy(patches)), self.model.backbone(pictures)
        pixels = self.model.sem_seg_head.pixel_decoder(maps, heard)
        predictions = self.model.decode(pixels)
        upsampled = F.interpolate(predictions[-1].masks[0], size=pictures.shape[-2:], mode="bilinear", align_corners=False)
        return WindowResult(small, heard, maps, pixels, predictions, upsampled)

    def crop(self, result: WindowResult, query: int, frame: int) -> np.ndarray | None:
        """Masked crop `[R, R, 3]` (0…255), None where the mask is empty."""
        soft = result.upsampled[query, frame].sigmoid().numpy()
        return masked_crop(result.frames[frame], soft, self.model.config.clip["image"]["resolution"])

    @torch.inference_mode()
    def embed(self, crops: list[np.ndarray]) -> torch.Tensor:
        """Unit embeddings `[n, embedding]` of crops."""
        pixels = normalised_crops(torch.from_numpy(np.stack(crops)), self.model.config.clip["image"])
        return self.model.clip_adapter["clip_model"].encode_image(pixels)

    def probabilities(self, crops: list[np.ndarray]) -> np.ndarray:
        """Word probabilities `[n, words]` at CLIP's temperature of 100."""
        return (100 * self.embed(crops) @ self.text.T).softmax(-1).numpy()
