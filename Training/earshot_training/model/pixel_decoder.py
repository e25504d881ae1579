"""Pixel decoder with early fusion (docs/model.md section 4). Key prefix sem_seg_head.pixel_decoder."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import nn
from torch.nn import functional as F

from .deformable import EncoderLayer, reference_points
from .fusion import EarlyFusion
from .position import position_2d


class Encoder(nn.Module):
    """`transformer.encoder`: fusion once (`vl_layer.b_attn`), then the deformable layers."""

    def __init__(self, sizes: dict, audio: int) -> None:
        super().__init__()
        c = sizes["channels"]
        self.vl_layer = nn.ModuleDict({"b_attn": EarlyFusion(c, audio, sizes["fusion_channels"], sizes["fusion_heads"])})
        self.layers = nn.ModuleList(EncoderLayer(c, sizes["heads"], sizes["points"], sizes["feedforward"]) for _ in range(sizes["layers"]))


class Transformer(nn.Module):
    def __init__(self, sizes: dict, audio: int) -> None:
        super().__init__()
        self.level_embed = nn.Parameter(torch.randn(3, sizes["channels"]))
        self.encoder = Encoder(sizes, audio)


class GroupNormConv(nn.Conv2d):
    """Convolution without bias followed by group norm (`.norm`)."""

    def __init__(self, inner: int, outer: int, kernel: int, groups: int) -> None:
        super().__init__(inner, outer, kernel, padding=kernel // 2, bias=False)
        nn.init.kaiming_uniform_(self.weight, a=1)
        self.norm = nn.GroupNorm(groups, outer)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.norm(super().forward(x))


@dataclass
class PixelOutput:
    """f_VA `[T, S, C]`, f_AV `[T, audio]`, multi_scale (res5, res4, res3 sizes) `[T, C, h, w]`, mask_features `[T, M, H/4, W/4]`."""

    fused: torch.Tensor
    audio: torch.Tensor
    layers: list[torch.Tensor]
    multi_scale: list[torch.Tensor]
    mask_features: torch.Tensor


class PixelDecoder(nn.Module):
    """Feature maps and one audio row per picture to multi-scale maps and mask features."""

    def __init__(self, sizes: dict, backbone_channels: list[int], audio: int) -> None:
        super().__init__()
        c, groups = sizes["channels"], sizes["groups"]
        self.input_proj = nn.ModuleList(
            nn.Sequential(nn.Conv2d(inner, c, 1), nn.GroupNorm(groups, c)) for inner in reversed(backbone_channels[1:])
        )
        self.transformer = Transformer(sizes, audio)
        self.adapter_1 = GroupNormConv(backbone_channels[0], c, 1, groups)
        self.layer_1 = GroupNormConv(c, c, 3, groups)
        self.mask_features = nn.Conv2d(c, sizes["mask_channels"], 1)

    def forward(self, maps: dict[str, torch.Tensor], audio: torch.Tensor) -> PixelOutput:
        """maps res2…res5 `[T, ·, ·, ·]`, audio `[T, audio]`."""
        projected = [proj(maps[name]) for proj, name in zip(self.input_proj, ("res5", "res4", "res3"))]
        shapes = [tuple(level.shape[-2:]) for level in projected]
        source = torch.cat([level.flatten(2).transpose(1, 2) for level in projected], dim=1)
        codes = [position_2d(h, w, source.shape[-1]) + self.transformer.level_embed[i] for i, (h, w) in enumerate(shapes)]
        position, reference = torch.cat(codes)[None], reference_points(shapes)
        x, heard = self.transformer.encoder.vl_layer["b_attn"](source, audio)
        fused, layers = x, []
        for layer in self.transformer.encoder.layers:
            x = layer(x, position, reference, shapes)
            layers.append(x)
        levels = x.split([h * w for h, w in shapes], dim=1)
        multi_scale = [level.transpose(1, 2).unflatten(-1, shape) for level, shape in zip(levels, shapes)]
        y = self.adapter_1(maps["res2"])
        y = y + F.interpolate(multi_scale[2], size=y.shape[-2:], mode="bilinear", align_corners=False)
        y = F.relu(self.layer_1(y))
        return PixelOutput(fused, heard, layers, multi_scale, self.mask_features(y))
