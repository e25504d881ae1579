"""Audio-visual early fusion (docs/model.md section 4.4)."""

from __future__ import annotations

import torch
from torch import nn


class BiAttention(nn.Module):
    """The projections of `vl_layer.b_attn.attn`."""

    def __init__(self, visual: int, audio: int, channels: int, heads: int) -> None:
        super().__init__()
        self.heads, self.scale = heads, (channels // heads) ** -0.5
        self.v_proj, self.l_proj = nn.Linear(visual, channels), nn.Linear(audio, channels)
        self.values_v_proj, self.values_l_proj = nn.Linear(visual, channels), nn.Linear(audio, channels)
        self.out_v_proj, self.out_l_proj = nn.Linear(channels, visual), nn.Linear(channels, audio)
        for linear in (self.v_proj, self.l_proj, self.values_v_proj, self.values_l_proj, self.out_v_proj, self.out_l_proj):
            nn.init.xavier_uniform_(linear.weight)
            nn.init.zeros_(linear.bias)

    def _split(self, x: torch.Tensor) -> torch.Tensor:
        return x.unflatten(-1, (self.heads, -1)).transpose(1, 2)  # [T, heads, n, channels / heads]

    def forward(self, v: torch.Tensor, a: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """v `[T, S, visual]`, a `[T, 1, audio]` -> delta_v `[T, 1, visual]` (the same for all pixels), delta_l `[T, 1, audio]`."""
        delta_v = self.out_v_proj(self.values_l_proj(a))
        query, key = self._split(self.v_proj(v) * self.scale), self._split(self.l_proj(a))
        scores = (query @ key.transpose(-1, -2)).clamp(-50000, 50000).transpose(-1, -2)  # [T, heads, 1, S]
        weights = (scores - scores.amax(dim=-1, keepdim=True)).clamp(-50000, 50000).softmax(dim=-1)
        gathered = weights @ self._split(self.values_v_proj(v))
        return delta_v, self.out_l_proj(gathered.transpose(1, 2).flatten(2))


class EarlyFusion(nn.Module):
    """`vl_layer.b_attn`: normalises both sides and adds what each says to the other."""

    def __init__(self, visual: int, audio: int, channels: int, heads: int, gamma: float = 1 / 6) -> None:
        super().__init__()
        self.layer_norm_v, self.layer_norm_l = nn.LayerNorm(visual), nn.LayerNorm(audio)
        self.attn = BiAttention(visual, audio, channels, heads)
        self.gamma_v = nn.Parameter(torch.full((visual,), gamma))
        self.gamma_l = nn.Parameter(torch.full((audio,), gamma))

    def forward(self, v: torch.Tensor, a: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """v `[T, S, visual]`, a `[T, audio]` -> f_VA `[T, S, visual]`, f_AV `[T, audio]`."""
        v, a = self.layer_norm_v(v), self.layer_norm_l(a)[:, None]
        delta_v, delta_l = self.attn(v, a)
        return v + self.gamma_v * delta_v, (a + self.gamma_l * delta_l)[:, 0]
