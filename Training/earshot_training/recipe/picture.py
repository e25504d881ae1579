"""Stage 2: the backbone as a classifier of pixels (all words, as a backbone pre-trained on labelled pictures has seen them)."""

from __future__ import annotations


import numpy as np
import torch
from torch import nn

from ..config import Config
from ..model.backbone import ResNet
from ..scenes import sampler
from ..scenes.vocabulary import WORDS
from .job import Job
from .loop import Budget, parameter_groups, train
from .pictures import CLASSES, PictureSource, class_accuracy, class_loss, class_shares, pad


class PictureClassifier(nn.Module):
    """Backbone and one linear reading of res3, res4 and res5."""

    def __init__(self, config: Config) -> None:
        super().__init__()
        self.config = config
        self.backbone = ResNet(**config.backbone)
        self.heads = nn.ModuleDict({f"res{i + 2}": nn.Conv2d(c, CLASSES, 1) for i, c in enumerate(self.backbone.channels) if i})

    def forward(self, pictures: torch.Tensor) -> dict[str, torch.Tensor]:
        """Normalised pictures -> class logits per level."""
        maps = self.backbone(pictures)
        return {name: head(maps[name]) for name, head in self.heads.items()}


def normalised(pictures: np.ndarray, config: Config) -> torch.Tensor:
    """uint8 `[n, h, w, 3]` -> normalised, padded `[n, 3, H, W]`."""
    sizes = config.preprocessing
    x = (torch.from_numpy(pictures).float() - torch.tensor(sizes["mean"])) / torch.tensor(sizes["std"])
    return pad(x.permute(0, 3, 1, 2)).contiguous(memory_format=torch.channels_last)


def run(job: Job, batch: int = 20) -> None:
    """Train for `job.minutes`; the checkpoint is `picture.pt`."""
    model = PictureClassifier(job.config).to(memory_format=torch.channels_last)
    job.begin(model, "picture")
    mix = sampler.Mix(words=tuple(range(len(WORDS))), things=(0.1, 0.3, 0.35, 0.25), stranger=0.3)
    source = PictureSource(np.random.default_rng(3), mix)
    held_out = PictureSource(np.random.default_rng(4), mix)
    test_pictures, test_shares, test_scenes = held_out.batch(64)
    test_target = class_shares(test_shares, test_scenes)

    def step(number: int) -> tuple[torch.Tensor, dict[str, float]]:
        pictures, shares, scenes = source.batch(batch)
        target = class_shares(shares, scenes)
        logits = model(normalised(pictures, job.config))
        losses = {name: class_loss(level, target) for name, level in logits.items()}
        return sum(losses.values()), {name: loss.item() for name, loss in losses.items()}

    def check() -> str:
        with torch.inference_mode():
            logits = model(normalised(test_pictures, job.config))
        return " ".join(f"{name} accuracy {class_accuracy(level, test_target):.3f}" for name, level in logits.items())

    groups = parameter_groups([(model, 1.0)], decay=0.03)
    train(model, groups, step, Budget(job.minutes, 2e-3), job.checkpoint("picture"), resume=job.resume, check=check, check_every=90)
