"""Sizes of a model, in the words of a bundle's model.json."""

from __future__ import annotations

import copy
import json
from dataclasses import dataclass
from pathlib import Path

SANDBOX = {
    "preprocessing": {"short_side": 96, "max_side": 256, "mean": [123.675, 116.28, 103.53], "std": [58.395, 57.12, 57.375], "divisor": 32},
    "vggish": {"channels": [16, 32, 64, 64, 128, 128], "hidden": [256, 256], "embedding": 128},
    "backbone": {"type": "resnet", "stem": 24, "inner": [32, 64, 112, 160], "blocks": [2, 3, 3, 2], "expansion": 2},
    "pixel_decoder": {
        "channels": 64, "heads": 8, "points": 4, "layers": 2, "feedforward": 384, "fusion_channels": 128, "fusion_heads": 8,
        "groups": 16, "mask_channels": 64,
    },
    "mask_decoder": {"channels": 64, "heads": 8, "queries": 12, "layers": 3, "feedforward": 256, "window": 5},
    "clip": {
        "embedding": 96,
        "image": {
            "type": "vit", "resolution": 48, "patch": 8, "width": 96, "layers": 4, "heads": 6,
            "mean": [0.48145466, 0.4578275, 0.40821073], "std": [0.26862954, 0.26130258, 0.27577711],
        },
        "text": {"context": 40, "vocabulary": 1536, "width": 96, "layers": 2, "heads": 6},
    },
}  # fmt: skip

PUBLISHED_R50 = {
    "preprocessing": {"short_side": 360, "max_side": 1333, "mean": [123.675, 116.28, 103.53], "std": [58.395, 57.12, 57.375], "divisor": 32},
    "vggish": {"channels": [64, 128, 256, 256, 512, 512], "hidden": [4096, 4096], "embedding": 128},
    "backbone": {"type": "resnet", "stem": 64, "inner": [64, 128, 256, 512], "blocks": [3, 4, 6, 3], "expansion": 4},
    "pixel_decoder": {
        "channels": 256, "heads": 8, "points": 4, "layers": 6, "feedforward": 1024, "fusion_channels": 1024, "fusion_heads": 8,
        "groups": 32, "mask_channels": 256,
    },
    "mask_decoder": {"channels": 256, "heads": 8, "queries": 100, "layers": 9, "feedforward": 2048, "window": 5},
    "clip": {
        "embedding": 512,
        "image": {
            "type": "vit", "resolution": 224, "patch": 16, "width": 768, "layers": 12, "heads": 12,
            "mean": [0.48145466, 0.4578275, 0.40821073], "std": [0.26862954, 0.26130258, 0.27577711],
        },
        "text": {"context": 77, "vocabulary": 49408, "width": 512, "layers": 12, "heads": 8},
    },
}  # fmt: skip

PUBLISHED_SWINB = PUBLISHED_R50 | {
    "backbone": {"type": "swin", "width": 128, "blocks": [2, 2, 18, 2], "heads": [4, 8, 16, 32], "window": 12, "expansion": 4},
    "clip": {
        "embedding": 768,
        "image": PUBLISHED_R50["clip"]["image"] | {"resolution": 336, "patch": 14, "width": 1024, "layers": 24, "heads": 16},
        "text": PUBLISHED_R50["clip"]["text"] | {"width": 768, "heads": 12},
    },
}


@dataclass(frozen=True)
class Config:
    """The parts of model.json that give sizes; each field has the keys of the file."""

    preprocessing: dict
    vggish: dict
    backbone: dict
    pixel_decoder: dict
    mask_decoder: dict
    clip: dict

    @classmethod
    def named(cls, name: str) -> Config:
        """`sandbox`, or the sizes of a published model: `full` is the ResNet-50, `swinb` the Swin-B one."""
        return cls(**copy.deepcopy({"sandbox": SANDBOX, "full": PUBLISHED_R50, "swinb": PUBLISHED_SWINB}[name]))

    @classmethod
    def read(cls, path: Path) -> Config:
        """The sizes of the bundle whose model.json is `path`."""
        data = json.loads(path.read_text())
        return cls(**{key: data[key] for key in cls.__dataclass_fields__})
