"""Swin transformer (docs/model.md section 3.2). Keys: patch_embed, layers.{0..3}.blocks.{i}|downsample, norm{0..3}."""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional as F


class PatchEmbed(nn.Module):
    """A patch of 4 × 4 pixels becomes `width` channels: `[N, 3, H, W]` -> `[N, H/4, W/4, width]`."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.proj = nn.Conv2d(3, width, 4, 4)
        self.norm = nn.LayerNorm(width)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.norm(self.proj(x).permute(0, 2, 3, 1))


class WindowAttention(nn.Module):
    """Self-attention of the patches of a window, `[windows, patches, C]`."""

    def __init__(self, width: int, heads: int, window: int) -> None:
        super().__init__()
        self.heads = heads
        self.relative_position_bias_table = nn.Parameter(torch.zeros((2 * window - 1) ** 2, heads))
        nn.init.trunc_normal_(self.relative_position_bias_table, std=0.02)
        self.qkv, self.proj = nn.Linear(width, 3 * width), nn.Linear(width, width)
        place = torch.cartesian_prod(torch.arange(window), torch.arange(window))
        distance = place[:, None] - place[None] + window - 1
        self.register_buffer("relative_position_index", distance[..., 0] * (2 * window - 1) + distance[..., 1])

    def forward(self, x: torch.Tensor, apart: torch.Tensor | None) -> torch.Tensor:
        count, patches, width = x.shape
        q, k, v = self.qkv(x).reshape(count, patches, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        bias = self.relative_position_bias_table[self.relative_position_index].permute(2, 0, 1)[None]
        if apart is not None:
            pictures = count // len(apart)
            bias = (bias + apart[:, None]).repeat(pictures, 1, 1, 1)
        y = F.scaled_dot_product_attention(q, k, v, attn_mask=bias)
        return self.proj(y.transpose(1, 2).reshape(count, patches, width))


class Block(nn.Module):
    """Windowed attention and MLP; maps `[N, h, w, C]`."""

    def __init__(self, width: int, heads: int, window: int, expansion: int, shift: int) -> None:
        super().__init__()
        self.window, self.shift = window, shift
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.attn = WindowAttention(width, heads, window)
        self.mlp = nn.ModuleDict({"fc1": nn.Linear(width, expansion * width), "fc2": nn.Linear(expansion * width, width)})

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = x + self.attended(self.norm1(x))
        return x + self.mlp["fc2"](F.gelu(self.mlp["fc1"](self.norm2(x))))

    def attended(self, x: torch.Tensor) -> torch.Tensor:
        height, width = x.shape[1:3]
        x = F.pad(x, (0, 0, 0, -width % self.window, 0, -height % self.window))
        padded = x.shape[1:3]
        if not self.shift:
            return self.joined(self.attn(self.cut(x), None), *padded)[:, :height, :width]
        rolled = torch.roll(x, (-self.shift, -self.shift), (1, 2))
        y = self.joined(self.attn(self.cut(rolled), self.apart(*padded)), *padded)
        return torch.roll(y, (self.shift, self.shift), (1, 2))[:, :height, :width]

    def cut(self, x: torch.Tensor) -> torch.Tensor:
        """Map `[N, H, W, C]` -> windows `[N · windows, patches, C]`."""
        x = x.unflatten(2, (-1, self.window)).unflatten(1, (-1, self.window))
        return x.transpose(2, 3).flatten(3, 4).flatten(0, 2)

    def joined(self, x: torch.Tensor, height: int, width: int) -> torch.Tensor:
        """Windows -> map."""
        side = self.window
        return x.reshape(-1, height // side, width // side, side, side, x.shape[-1]).transpose(2, 3).reshape(-1, height, width, x.shape[-1])

    def apart(self, height: int, width: int) -> torch.Tensor:
        """-100 between patches of a window that rolling brought together, `[windows, patches, patches]`."""
        part = torch.zeros(1, height, width, 1)
        for index, cut in enumerate((self.window, self.shift)):
            part[:, height - cut :] += 3**index
            part[:, :, width - cut :] += 9 * 3**index
        part = self.cut(part)[..., 0]
        return (part[:, :, None] != part[:, None]).float() * -100


class PatchMerging(nn.Module):
    """Four neighbours become one of twice the channels."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.norm, self.reduction = nn.LayerNorm(4 * width), nn.Linear(4 * width, 2 * width, bias=False)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = F.pad(x, (0, 0, 0, x.shape[2] % 2, 0, x.shape[1] % 2))
        return self.reduction(self.norm(torch.cat([x[:, i::2, j::2] for j in (0, 1) for i in (0, 1)], dim=-1)))


class SwinTransformer(nn.Module):
    """Pictures `[N, 3, H, W]` (normalised) to res2…res5 at strides 4, 8, 16, 32."""

    def __init__(self, width: int, blocks: list[int], heads: list[int], window: int, expansion: int) -> None:
        super().__init__()
        self.patch_embed = PatchEmbed(width)
        self.channels = [width << index for index in range(len(blocks))]
        self.layers = nn.ModuleList()
        for index, (channels, count) in enumerate(zip(self.channels, blocks)):
            shifts = (window // 2 * (i % 2) for i in range(count))
            stage = nn.ModuleDict({"blocks": nn.ModuleList(Block(channels, heads[index], window, expansion, shift) for shift in shifts)})
            if index < len(blocks) - 1:
                stage["downsample"] = PatchMerging(channels)
            self.layers.append(stage)
            setattr(self, f"norm{index}", nn.LayerNorm(channels))

    def forward(self, pictures: torch.Tensor) -> dict[str, torch.Tensor]:
        x, out = self.patch_embed(pictures), {}
        for index, stage in enumerate(self.layers):
            for block in stage["blocks"]:
                x = block(x)
            out[f"res{index + 2}"] = getattr(self, f"norm{index}")(x).permute(0, 3, 1, 2)
            if "downsample" in stage:
                x = stage["downsample"](x)
        return out
