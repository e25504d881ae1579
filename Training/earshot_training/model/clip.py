"""CLIP's two towers (docs/model.md section 7). Key prefix clip_adapter.clip_model."""

from __future__ import annotations

from collections import OrderedDict

import torch
from torch import nn


class QuickGELU(nn.Module):
    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x * torch.sigmoid(1.702 * x)


class ResidualAttentionBlock(nn.Module):
    """Pre-norm attention and MLP."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.attn = nn.MultiheadAttention(width, heads, batch_first=True)
        self.ln_1, self.ln_2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.mlp = nn.Sequential(
            OrderedDict(c_fc=nn.Linear(width, 4 * width), gelu=QuickGELU(), c_proj=nn.Linear(4 * width, width))
        )

    def forward(self, x: torch.Tensor, blocked: torch.Tensor | None = None) -> torch.Tensor:
        y = self.ln_1(x)
        x = x + self.attn(y, y, y, attn_mask=blocked, need_weights=False)[0]
        return x + self.mlp(self.ln_2(x))


class Blocks(nn.Module):
    def __init__(self, width: int, layers: int, heads: int) -> None:
        super().__init__()
        self.resblocks = nn.ModuleList(ResidualAttentionBlock(width, heads) for _ in range(layers))

    def forward(self, x: torch.Tensor, blocked: torch.Tensor | None = None) -> torch.Tensor:
        for block in self.resblocks:
            x = block(x, blocked)
        return x


class VisionTransformer(nn.Module):
    """Normalised crops `[n, 3, R, R]` to embeddings `[n, embedding]` (not yet of unit length)."""

    def __init__(self, embedding: int, resolution: int, patch: int, width: int, layers: int, heads: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(3, width, patch, patch, bias=False)
        self.class_embedding = nn.Parameter(width**-0.5 * torch.randn(width))
        self.positional_embedding = nn.Parameter(width**-0.5 * torch.randn((resolution // patch) ** 2 + 1, width))
        self.ln_pre, self.ln_post = nn.LayerNorm(width), nn.LayerNorm(width)
        self.transformer = Blocks(width, layers, heads)
        self.proj = nn.Parameter(width**-0.5 * torch.randn(width, embedding))

    def forward(self, crops: torch.Tensor) -> torch.Tensor:
        x = self.conv1(crops).flatten(2).transpose(1, 2)
        x = torch.cat([self.class_embedding.expand(len(x), 1, -1), x], dim=1) + self.positional_embedding
        return self.ln_post(self.transformer(self.ln_pre(x))[:, 0]) @ self.proj


class CLIP(nn.Module):
    """Image and text towers that share an embedding space."""

    def __init__(self, embedding: int, image: dict, text: dict) -> None:
        super().__init__()
        tower = {key: image[key] for key in ("resolution", "patch", "width", "layers", "heads")}
        self.visual = VisionTransformer(embedding, **tower)
        width = text["width"]
        self.transformer = Blocks(width, text["layers"], text["heads"])
        self.token_embedding = nn.Embedding(text["vocabulary"], width)
        self.positional_embedding = nn.Parameter(0.01 * torch.randn(text["context"], width))
        self.ln_final = nn.LayerNorm(width)
        self.text_projection = nn.Parameter(width**-0.5 * torch.randn(width, embedding))
        self.logit_scale = nn.Parameter(torch.tensor(2.6593))
        nn.init.normal_(self.token_embedding.weight, std=0.02)

    def encode_image(self, crops: torch.Tensor) -> torch.Tensor:
        """Unit embeddings `[n, embedding]` of normalised crops."""
        return nn.functional.normalize(self.visual(crops), dim=-1)

    def encode_text(self, tokens: torch.Tensor) -> torch.Tensor:
        """Unit embeddings of token rows `[n, context]` (padded with 0 after the end token, the largest id)."""
        ends = tokens.argmax(dim=-1)
        length = int(ends.max()) + 1
        blocked = torch.ones(length, length, dtype=torch.bool).triu(1)
        x = self.token_embedding(tokens[:, :length]) + self.positional_embedding[:length]
        x = self.ln_final(self.transformer(x, blocked))
        return nn.functional.normalize(x[torch.arange(len(x)), ends] @ self.text_projection, dim=-1)
