"""Audio-conditioned mask decoder (docs/model.md section 5). Key prefix sem_seg_head.predictor."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import nn
from torch.nn import functional as F

from .position import position_3d


class Attention(nn.Module):
    """Post-norm attention; `name` is the key of the packed attention (`self_attn` or `multihead_attn`)."""

    def __init__(self, channels: int, heads: int, name: str) -> None:
        super().__init__()
        self.key_name = name
        setattr(self, name, nn.MultiheadAttention(channels, heads, batch_first=True))
        self.norm = nn.LayerNorm(channels)

    def forward(self, q: torch.Tensor, qpos: torch.Tensor, key: torch.Tensor, value: torch.Tensor, blocked: torch.Tensor | None = None) -> torch.Tensor:
        """q `[B, n, C]`, key and value `[B, m, C]`, blocked `[B * heads, n, m]` (True: may not look)."""
        attention: nn.MultiheadAttention = getattr(self, self.key_name)
        return self.norm(q + attention(q + qpos, key, value, attn_mask=blocked, need_weights=False)[0])


class FeedForward(nn.Module):
    def __init__(self, channels: int, inner: int) -> None:
        super().__init__()
        self.linear1, self.linear2 = nn.Linear(channels, inner), nn.Linear(inner, channels)
        self.norm = nn.LayerNorm(channels)

    def forward(self, q: torch.Tensor) -> torch.Tensor:
        return self.norm(q + self.linear2(F.relu(self.linear1(q))))


class MLP(nn.Module):
    """Linear layers with ReLU between them (`layers.i`)."""

    def __init__(self, sizes: list[int]) -> None:
        super().__init__()
        self.layers = nn.ModuleList(nn.Linear(i, o) for i, o in zip(sizes, sizes[1:]))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        for layer in self.layers[:-1]:
            x = F.relu(layer(x))
        return self.layers[-1](x)


@dataclass
class Prediction:
    """logits `[B, Q, 2]` (0: sounding, 1: no object), masks `[B, Q, T, H/4, W/4]`."""

    logits: torch.Tensor
    masks: torch.Tensor


class MaskDecoder(nn.Module):
    """Queries that hear the window and look at it. All inputs are batches of B windows of T snippets."""

    def __init__(self, sizes: dict, audio: int, mask_channels: int) -> None:
        super().__init__()
        c, heads, count, window = sizes["channels"], sizes["heads"], sizes["layers"], sizes["window"]
        self.heads, self.channels = heads, c
        self.transformer_self_attention_layers = nn.ModuleList(Attention(c, heads, "self_attn") for _ in range(count))
        self.transformer_cross_attention_layers = nn.ModuleList(Attention(c, heads, "multihead_attn") for _ in range(count))
        self.transformer_audio_cross_attention_layers = nn.ModuleList(Attention(c, heads, "multihead_attn") for _ in range(count))
        self.transformer_ffn_layers = nn.ModuleList(FeedForward(c, sizes["feedforward"]) for _ in range(count))
        self.v2a, self.a2a = Attention(c, heads, "multihead_attn"), Attention(c, heads, "self_attn")
        self.decoder_norm = nn.LayerNorm(c)
        self.query_feat, self.query_embed = nn.Embedding(sizes["queries"], c), nn.Embedding(sizes["queries"], c)
        self.audio_query_embed, self.level_embed = nn.Embedding(window, c), nn.Embedding(3, c)
        self.class_embed = nn.Linear(c, 2)
        self.mask_embed, self.audio_proj = MLP([c, c, c, mask_channels]), MLP([audio, c, c])

    def forward(self, multi_scale: list[torch.Tensor], mask_features: torch.Tensor, audio: torch.Tensor) -> list[Prediction]:
        """multi_scale `[B, T, C, h, w]` each, mask_features `[B, T, M, H/4, W/4]`, audio f_AV `[B, T, audio]`; the last prediction counts."""
        batch = audio.shape[0]
        sizes = [tuple(level.shape[-2:]) for level in multi_scale]
        values = [level.permute(0, 1, 3, 4, 2).flatten(1, 3) + self.level_embed.weight[i] for i, level in enumerate(multi_scale)]
        keys = [v + position_3d(level.shape[1], *size, self.channels).flatten(0, 1) for v, level, size in zip(values, multi_scale, sizes)]
        q = self.query_feat.weight.expand(batch, -1, -1)
        qpos, apos = self.query_embed.weight, self.audio_query_embed.weight
        a = self.audio_proj(audio)
        q = self.v2a(q, qpos, a + apos, a)
        predictions = [self._predict(q, mask_features)]
        a = self.a2a(a, apos, a + apos, a)
        for i, feedforward in enumerate(self.transformer_ffn_layers):
            level = i % 3
            blocked = self._blocked(predictions[-1].masks, sizes[level])
            q = self.transformer_cross_attention_layers[i](q, qpos, keys[level], values[level], blocked)
            q = self.transformer_self_attention_layers[i](q, qpos, q + qpos, q)
            q = self.transformer_audio_cross_attention_layers[i](q, qpos, a + apos, a)
            q = feedforward(q)
            predictions.append(self._predict(q, mask_features))
        return predictions

    def _predict(self, q: torch.Tensor, mask_features: torch.Tensor) -> Prediction:
        d = self.decoder_norm(q)
        return Prediction(self.class_embed(d), torch.einsum("bqc,btchw->bqthw", self.mask_embed(d), mask_features))

    @torch.no_grad()
    def _blocked(self, masks: torch.Tensor, size: tuple[int, int]) -> torch.Tensor:
        """Where each query may not look: `[B * heads, Q, T * h * w]`; a query blocked everywhere is freed."""
        small = F.interpolate(masks.flatten(0, 1), size=size, mode="bilinear", align_corners=False)
        blocked = (small < 0).view(*masks.shape[:2], -1)
        blocked = blocked & ~blocked.all(dim=-1, keepdim=True)
        return blocked[:, None].expand(-1, self.heads, -1, -1).flatten(0, 1)
