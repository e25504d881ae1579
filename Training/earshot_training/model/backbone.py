"""ResNet with bottlenecks in Detectron2's layout (docs/model.md section 3.1). Keys: stem.conv1, res{2..5}.{i}.conv{1,2,3}|shortcut."""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional as F


class ConvNorm(nn.Conv2d):
    """Convolution without bias followed by batch norm (`.norm`); in eval mode the norm is the frozen one of the specification."""

    def __init__(self, inner: int, outer: int, kernel: int, stride: int = 1) -> None:
        super().__init__(inner, outer, kernel, stride, padding=kernel // 2, bias=False)
        nn.init.kaiming_normal_(self.weight, mode="fan_out", nonlinearity="relu")
        self.norm = nn.BatchNorm2d(outer)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.norm(super().forward(x))


class Bottleneck(nn.Module):
    """1×1, 3×3 (with the stride), 1×1, and the residual sum."""

    def __init__(self, inner: int, middle: int, outer: int, stride: int, first: bool) -> None:
        super().__init__()
        self.shortcut = ConvNorm(inner, outer, 1, stride) if first else None
        self.conv1 = ConvNorm(inner, middle, 1)
        self.conv2 = ConvNorm(middle, middle, 3, stride)
        self.conv3 = ConvNorm(middle, outer, 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        y = self.conv3(F.relu(self.conv2(F.relu(self.conv1(x)))))
        return F.relu(y + (x if self.shortcut is None else self.shortcut(x)))


class Stem(nn.Module):
    """7×7/2 convolution, ReLU, 3×3/2 max-pool."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.conv1 = ConvNorm(3, channels, 7, 2)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return F.max_pool2d(F.relu(self.conv1(x)), 3, 2, 1)


class ResNet(nn.Module):
    """Pictures `[N, 3, H, W]` (normalised) to res2…res5 at strides 4, 8, 16, 32."""

    def __init__(self, stem: int, inner: list[int], blocks: list[int], expansion: int) -> None:
        super().__init__()
        self.stem = Stem(stem)
        self.channels = [width * expansion for width in inner]
        before = stem
        for index, (width, count) in enumerate(zip(inner, blocks)):
            outer = width * expansion
            stage = [Bottleneck(before if i == 0 else outer, width, outer, 2 if i == 0 and index else 1, i == 0) for i in range(count)]
            setattr(self, f"res{index + 2}", nn.Sequential(*stage))
            before = outer

    def forward(self, pictures: torch.Tensor) -> dict[str, torch.Tensor]:
        x, out = self.stem(pictures), {}
        for name in ("res2", "res3", "res4", "res5"):
            x = out[name] = getattr(self, name)(x)
        return out
