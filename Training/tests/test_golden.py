"""The PyTorch network against numbers of the published code (opt-in: set EARSHOT_GOLDENS to the folder of goldens)."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from earshot_training import safetensors
from earshot_training.config import Config
from earshot_training.logmel import published_patches
from earshot_training.model.ovavss import OVAVSS

from .golden import expected, frames, sound, weight

FOLDER = os.environ.get("EARSHOT_GOLDENS")
pytestmark = pytest.mark.skipif(not FOLDER, reason="EARSHOT_GOLDENS is not set")


def reference(name: str) -> dict[str, np.ndarray]:
    return safetensors.read(Path(FOLDER, f"{name}.safetensors"))


def built(config: str) -> OVAVSS:
    model = OVAVSS(Config.named(config)).eval()
    state = {}
    for key, value in model.state_dict().items():
        natural = key.endswith(("num_batches_tracked", "logit_scale", "relative_position_index"))
        state[key] = value if natural else torch.from_numpy(weight(key, tuple(value.shape)))
    model.load_state_dict(state)
    return model


def compare(tensors: dict[str, np.ndarray], name: str, actual: torch.Tensor, tolerance: float, share: float = 1.0) -> None:
    mine, theirs, deviation = expected(tensors, name, actual.numpy())
    close = np.abs(mine - theirs) <= tolerance * max(1.0, deviation)
    assert close.mean() >= share, f"{name}: largest difference {np.abs(mine - theirs).max():.2e}, {close.mean():.4f} within tolerance"


@pytest.mark.parametrize(("numbers", "config"), [("r50_small", "full"), ("swinb_small", "swinb")])
@torch.inference_mode()
def test_every_stage_equals_the_published_code(numbers: str, config: str) -> None:
    golden, network = reference(numbers), built(config)
    patches = published_patches(sound(5).astype(np.float64) / 32768)
    np.testing.assert_allclose(patches, golden["vggish.logmel"][:, 0], atol=1e-5)
    heard = network.hear(torch.from_numpy(patches))
    compare(golden, "vggish.embeddings", heard, 1e-4)
    resized = [Image.fromarray(frame).resize((213, 128), Image.Resampling.BILINEAR) for frame in frames(5, 120, 200)]
    np.testing.assert_array_equal(np.asarray(resized[0]), golden["in.resized0"])
    pictures = network.normalise(torch.from_numpy(np.stack(resized)))
    maps = network.backbone(pictures)
    for name, value in maps.items():
        compare(golden, f"backbone.{name}", value, 1e-4)
    pixels = network.sem_seg_head.pixel_decoder(maps, heard)
    compare(golden, "fusion.f_VA", pixels.fused, 5e-4)
    compare(golden, "fusion.f_AV", pixels.audio[:, None], 5e-4)
    compare(golden, "pd.mask_features", pixels.mask_features, 5e-4)
    for level, value in enumerate(pixels.multi_scale):
        compare(golden, f"pd.multi_scale.{level}", value, 5e-4)
    predictions = network.decode(pixels)
    compare(golden, "dec.pred.0.masks", predictions[0].masks, 5e-3)
    compare(golden, "dec.pred.9.logits", predictions[9].logits, 1e-3, share=0.95)
    compare(golden, "dec.pred.9.masks", predictions[9].masks, 5e-3, share=0.95)
