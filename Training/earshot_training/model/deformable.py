"""Multi-scale deformable attention and its encoder layer (docs/model.md section 4.5)."""

from __future__ import annotations

import math

import torch
from torch import nn
from torch.nn import functional as F

Shapes = list[tuple[int, int]]


class DeformableAttention(nn.Module):
    """Samples `points` places per head and level around a reference point."""

    def __init__(self, channels: int, heads: int, points: int, levels: int = 3) -> None:
        super().__init__()
        self.heads, self.points, self.levels = heads, points, levels
        self.sampling_offsets = nn.Linear(channels, heads * levels * points * 2)
        self.attention_weights = nn.Linear(channels, heads * levels * points)
        self.value_proj, self.output_proj = nn.Linear(channels, channels), nn.Linear(channels, channels)
        self._reset()

    def _reset(self) -> None:
        nn.init.zeros_(self.sampling_offsets.weight)
        nn.init.zeros_(self.attention_weights.weight)
        nn.init.zeros_(self.attention_weights.bias)
        angle = torch.arange(self.heads) * (2 * math.pi / self.heads)
        ring = torch.stack([angle.cos(), angle.sin()], -1)
        ring = ring / ring.abs().amax(-1, keepdim=True)
        steps = torch.arange(1, self.points + 1)[None, None, :, None]
        with torch.no_grad():
            self.sampling_offsets.bias.copy_((ring[:, None, None] * steps).expand(-1, self.levels, -1, -1).flatten())
        for linear in (self.value_proj, self.output_proj):
            nn.init.xavier_uniform_(linear.weight)
            nn.init.zeros_(linear.bias)

    def forward(self, query: torch.Tensor, reference: torch.Tensor, x: torch.Tensor, shapes: Shapes) -> torch.Tensor:
        """query, x `[T, S, C]`, reference `[S, 2]` (x, y in 0…1) -> `[T, S, C]`."""
        t, s, c = x.shape
        value = self.value_proj(x).view(t, s, self.heads, c // self.heads)
        offsets = self.sampling_offsets(query).view(t, s, self.heads, self.levels, self.points, 2)
        weights = self.attention_weights(query).view(t, s, self.heads, -1).softmax(-1).view(t, s, self.heads, self.levels, self.points)
        maps = value.split([h * w for h, w in shapes], dim=1)
        out = 0.0
        for level, (h, w) in enumerate(shapes):
            grid = maps[level].permute(0, 2, 3, 1).reshape(t * self.heads, c // self.heads, h, w)
            size = torch.tensor([w, h], dtype=x.dtype, device=x.device)
            place = reference[None, :, None, None] + offsets[:, :, :, level] / size
            place = (2 * place - 1).transpose(1, 2).flatten(0, 1)  # [T * heads, S, points, 2]
            taps = F.grid_sample(grid, place, mode="bilinear", padding_mode="zeros", align_corners=False)
            out = out + (taps * weights[:, :, :, level].transpose(1, 2).flatten(0, 1)[:, None]).sum(-1)
        return self.output_proj(out.view(t, c, s).transpose(1, 2))


class EncoderLayer(nn.Module):
    """Post-norm: deformable attention, then a feed-forward pair."""

    def __init__(self, channels: int, heads: int, points: int, feedforward: int) -> None:
        super().__init__()
        self.self_attn = DeformableAttention(channels, heads, points)
        self.norm1, self.norm2 = nn.LayerNorm(channels), nn.LayerNorm(channels)
        self.linear1, self.linear2 = nn.Linear(channels, feedforward), nn.Linear(feedforward, channels)

    def forward(self, x: torch.Tensor, position: torch.Tensor, reference: torch.Tensor, shapes: Shapes) -> torch.Tensor:
        x = self.norm1(x + self.self_attn(x + position, reference, x, shapes))
        return self.norm2(x + self.linear2(F.relu(self.linear1(x))))


def reference_points(shapes: Shapes) -> torch.Tensor:
    """Centre (x, y) of every token, `[S, 2]`."""
    points = []
    for h, w in shapes:
        y, x = torch.meshgrid((torch.arange(h) + 0.5) / h, (torch.arange(w) + 0.5) / w, indexing="ij")
        points.append(torch.stack([x, y], -1).reshape(-1, 2))
    return torch.cat(points)
