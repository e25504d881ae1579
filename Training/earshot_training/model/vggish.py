"""VGGish (docs/model.md section 2, step 8). Keys: features.{0,3,6,8,11,13}, embeddings.{0,2,4}."""

from __future__ import annotations

import torch
from torch import nn


class VGGish(nn.Module):
    """Log-mel patches `[n, 1, 96, 64]` to embeddings `[n, embedding]` (after a ReLU)."""

    def __init__(self, channels: list[int], hidden: list[int], embedding: int) -> None:
        super().__init__()
        a, b, c, d, e, f = channels
        layers: list[nn.Module] = []
        for inner, outer, pool in ((1, a, 1), (a, b, 1), (b, c, 0), (c, d, 1), (d, e, 0), (e, f, 1)):
            layers += [nn.Conv2d(inner, outer, 3, padding=1), nn.ReLU(inplace=True)] + [nn.MaxPool2d(2)] * pool
        self.features = nn.Sequential(*layers)
        sizes = [6 * 4 * f, *hidden, embedding]
        linears = [module for i, o in zip(sizes, sizes[1:]) for module in (nn.Linear(i, o), nn.ReLU())]
        self.embeddings = nn.Sequential(*linears)

    def forward(self, patches: torch.Tensor) -> torch.Tensor:
        maps = self.features(patches)  # [n, f, 6, 4]
        return self.embeddings(maps.permute(0, 2, 3, 1).flatten(1))
