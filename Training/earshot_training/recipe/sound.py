"""Stage 1: the sound network as a classifier of all words in mixtures, so that its embedding tells them apart linearly."""

from __future__ import annotations


import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from ..config import Config
from ..model.vggish import VGGish
from ..scenes.vocabulary import WORDS
from .data import Sounds, multi_hot
from .job import Job
from .loop import Budget, parameter_groups, train


class SoundClassifier(nn.Module):
    """The sound network and a linear reading of its embedding."""

    def __init__(self, config: Config) -> None:
        super().__init__()
        self.network = VGGish(**config.vggish)
        self.head = nn.Linear(config.vggish["embedding"], len(WORDS))
        for module in self.network.modules():
            if isinstance(module, (nn.Conv2d, nn.Linear)):
                nn.init.kaiming_normal_(module.weight, nonlinearity="relu")
                nn.init.zeros_(module.bias)

    def forward(self, patches: torch.Tensor) -> torch.Tensor:
        """`[n, 96, 64]` log-mel -> word logits `[n, words]`."""
        return self.head(self.network(patches[:, None]))


def f1_scores(logits: torch.Tensor, truth: torch.Tensor) -> torch.Tensor:
    """F1 per word at probability 0.5."""
    said, true = logits > 0, truth > 0.5
    hits = (said & true).sum(0).float()
    return 2 * hits / (said.sum(0) + true.sum(0)).clamp(min=1)


def run(job: Job, batch: int = 64) -> None:
    """Train for `job.minutes`; the checkpoint is `sound.pt`."""
    model = SoundClassifier(job.config)
    job.begin(model, "sound")
    sounds, held_out = Sounds.open("train", 1, job.extra), Sounds.open("test", 2)
    test_sets = [held_out.random_words() for _ in range(600)]
    test_patches, test_truth = torch.from_numpy(held_out.batch(test_sets)), torch.from_numpy(multi_hot(test_sets))

    def step(number: int) -> tuple[torch.Tensor, dict[str, float]]:
        sets = [sounds.random_words() for _ in range(batch)]
        logits = model(torch.from_numpy(sounds.batch(sets)))
        truth = torch.from_numpy(multi_hot(sets))
        loss = F.binary_cross_entropy_with_logits(logits, truth) * len(WORDS)
        return loss, {"loss": loss.item(), "f1": float(f1_scores(logits.detach(), truth).mean())}

    def check() -> str:
        with torch.inference_mode():
            scores = f1_scores(model(test_patches), test_truth).numpy()
        worst = ", ".join(f"{WORDS[i].name} {scores[i]:.2f}" for i in np.argsort(scores)[:5])
        return f"held-out F1 {scores.mean():.3f} (worst {worst})"

    groups = parameter_groups([(model, 1.0)], decay=0.02)
    train(model, groups, step, Budget(job.minutes, 1.5e-3), job.checkpoint("sound"), resume=job.resume, check=check, check_every=60)
