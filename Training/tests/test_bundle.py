"""Bundles: what is written is what is read."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import torch

from earshot_training import bundle
from earshot_training.config import Config
from earshot_training.model.ovavss import OVAVSS
from earshot_training.tokenizer import Tokenizer, learn


def written(folder: Path) -> OVAVSS:
    torch.manual_seed(0)
    config = Config.named("sandbox")
    model = OVAVSS(config).eval()
    tokenizer = Tokenizer(learn(Counter({"a photo of a dog": 1}), 5), config.clip["text"]["context"])
    bundle.write(model, tokenizer, folder, {"sounding": 0.5, "score": 0.3, "min_area_px": 16}, {})
    return model


def test_a_bundle_reads_back_to_half_precision(tmp_path: Path) -> None:
    model = written(tmp_path)
    again, _, data = bundle.load(tmp_path)
    for name, value in again.state_dict().items():
        torch.testing.assert_close(value, model.state_dict()[name], rtol=1e-3, atol=1e-6)
    assert {entry["split"] for entry in data["words"]} == {"base", "novel"}
    assert data["files"].keys() == {"model.safetensors", "merges.txt"}


def test_a_changed_file_is_refused(tmp_path: Path) -> None:
    written(tmp_path)
    with open(tmp_path / "merges.txt", "a") as file:
        file.write("a b\n")
    with pytest.raises(ValueError, match="merges.txt"):
        bundle.load(tmp_path)


def test_keys_are_the_published_ones() -> None:
    keys = set(OVAVSS(Config.named("sandbox")).state_dict())
    for key in (
        "backbone.res2.0.conv1.norm.running_mean", "audio_encoder.audio_backbone.embeddings.4.bias",
        "sem_seg_head.pixel_decoder.transformer.encoder.vl_layer.b_attn.attn.values_l_proj.weight",
        "sem_seg_head.predictor.transformer_audio_cross_attention_layers.0.multihead_attn.in_proj_weight",
        "clip_adapter.clip_model.visual.transformer.resblocks.0.mlp.c_fc.weight",
    ):  # fmt: skip
        assert key in keys
