"""The whole network with the published parameter names (docs/model.md)."""

from __future__ import annotations

import torch
from torch import nn

from ..config import Config
from .backbone import ResNet
from .clip import CLIP
from .mask_decoder import MaskDecoder, Prediction
from .pixel_decoder import PixelDecoder, PixelOutput
from .swin import SwinTransformer
from .vggish import VGGish

BACKBONES = {"resnet": ResNet, "swin": SwinTransformer}


class SegmentationHead(nn.Module):
    def __init__(self, config: Config, backbone_channels: list[int]) -> None:
        super().__init__()
        audio = config.vggish["embedding"]
        self.pixel_decoder = PixelDecoder(config.pixel_decoder, backbone_channels, audio)
        self.predictor = MaskDecoder(config.mask_decoder, audio, config.pixel_decoder["mask_channels"])


class OVAVSS(nn.Module):
    """Backbone, audio encoder, segmentation head and CLIP; `state_dict()` has the published keys."""

    def __init__(self, config: Config) -> None:
        super().__init__()
        self.config = config
        sizes = dict(config.backbone)
        self.backbone = BACKBONES[sizes.pop("type")](**sizes)
        self.sem_seg_head = SegmentationHead(config, self.backbone.channels)
        self.clip_adapter = nn.ModuleDict({"clip_model": CLIP(**config.clip)})
        self.audio_encoder = nn.ModuleDict({"audio_backbone": VGGish(**config.vggish)})

    def normalise(self, frames: torch.Tensor) -> torch.Tensor:
        """uint8 `[T, h, w, 3]` (resized) -> normalised, zero-padded `[T, 3, H, W]` with H and W multiples of the divisor."""
        sizes = self.config.preprocessing
        x = (frames.float() - torch.tensor(sizes["mean"])) / torch.tensor(sizes["std"])
        pad = [-side % sizes["divisor"] for side in (frames.shape[2], frames.shape[1])]
        return nn.functional.pad(x.permute(0, 3, 1, 2), (0, pad[0], 0, pad[1]))

    def hear(self, patches: torch.Tensor) -> torch.Tensor:
        """Log-mel patches `[T, 96, 64]` -> embeddings `[T, audio]`."""
        return self.audio_encoder["audio_backbone"](patches[:, None])

    def look(self, pictures: torch.Tensor, audio: torch.Tensor) -> PixelOutput:
        """Normalised pictures `[T, 3, H, W]` and embeddings `[T, audio]` -> pixel decoder output."""
        return self.sem_seg_head.pixel_decoder(self.backbone(pictures), audio)

    def decode(self, pixels: PixelOutput, windows: int = 1) -> list[Prediction]:
        """Mask decoder on `windows` windows whose snippets follow one another in `pixels`."""

        def split(x: torch.Tensor) -> torch.Tensor:
            return x.unflatten(0, (windows, -1))

        return self.sem_seg_head.predictor([split(level) for level in pixels.multi_scale], split(pixels.mask_features), split(pixels.audio))
