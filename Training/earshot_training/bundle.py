"""Bundles: the trained parts put together under the published names, written and read as Earshot does."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch

from . import safetensors
from .config import Config
from .model.ovavss import OVAVSS
from .scenes.captions import TEMPLATES
from .scenes.vocabulary import WORDS
from .tokenizer import Tokenizer

WEIGHTS, MERGES = "model.safetensors", "merges.txt"
#: Buffers and constants that belong to training only.
LEFT_OUT = ("num_batches_tracked", "logit_scale")


def assemble(config: Config, runs: Path) -> OVAVSS:
    """The network with the parts of stages 5 (pairs) and 6 (words)."""
    model = OVAVSS(config)
    windows = torch.load(runs / "pairs.pt", map_location="cpu", weights_only=True)["module"]
    words = torch.load(runs / "words.pt", map_location="cpu", weights_only=True)["module"]
    places = {
        "frozen.audio.": "audio_encoder.audio_backbone.", "frozen.backbone.": "backbone.",
        "pixel_decoder.": "sem_seg_head.pixel_decoder.", "predictor.": "sem_seg_head.predictor.",
    }  # fmt: skip
    state = {f"clip_adapter.clip_model.{name}": value for name, value in words.items()}
    for name, value in windows.items():
        prefix = next((p for p in places if name.startswith(p)), None)
        if prefix is not None:
            state[places[prefix] + name.removeprefix(prefix)] = value
    model.load_state_dict(state)
    return model.eval()


def exported(model: OVAVSS) -> dict[str, np.ndarray]:
    """Parameters as stored: matrices and kernels in half precision, vectors in single."""
    kept = {name: value for name, value in model.state_dict().items() if not name.endswith(LEFT_OUT)}
    return {name: value.numpy().astype(np.float16 if value.ndim > 1 else np.float32) for name, value in kept.items()}


def _entry(path: Path) -> dict:
    data = path.read_bytes()
    return {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}


def description(config: Config, files: dict, thresholds: dict, provenance: dict) -> dict:
    """The contents of model.json."""
    sizes = asdict(config)
    words = [
        {"word": word.name, "split": "novel" if word.novel else "base"} | ({"synonyms": list(word.synonyms)} if word.synonyms else {})
        for word in WORDS
    ]
    return {
        "format": "earshot.bundle/1",
        "name": "sandbox",
        "description": (
            f"A small network for trying Earshot without a download. It knows a little world of {len(WORDS)} drawn things and their played or "
            "synthesised sounds, and nothing of real recordings."
        ),
        "license": "Apache-2.0",
        "provenance": provenance,
        "files": files,
        "weights": [WEIGHTS],
        "tokenizer": {"merges": MERGES},
        **{key: sizes[key] for key in ("preprocessing", "vggish", "backbone", "pixel_decoder", "mask_decoder", "clip")},
        "crop": "reference",
        "templates": list(TEMPLATES),
        "words": words,
        "thresholds": thresholds,
    }


def write(model: OVAVSS, tokenizer: Tokenizer, folder: Path, thresholds: dict, provenance: dict) -> None:
    """Write model.safetensors, merges.txt and model.json."""
    folder.mkdir(parents=True, exist_ok=True)
    safetensors.write(folder / WEIGHTS, exported(model))
    tokenizer.write(folder / MERGES)
    files = {name: _entry(folder / name) for name in (WEIGHTS, MERGES)}
    text = json.dumps(description(model.config, files, thresholds, provenance), indent=2, ensure_ascii=False)
    (folder / "model.json").write_text(text + "\n")


def load(folder: Path) -> tuple[OVAVSS, Tokenizer, dict]:
    """A bundle as it runs: stored weights promoted to single precision, its tokenizer, and model.json."""
    data = json.loads((folder / "model.json").read_text())
    for name, entry in data["files"].items():
        if _entry(folder / name) != entry:
            raise ValueError(f"{folder / name} is not the file model.json describes")
    model = OVAVSS(Config.read(folder / "model.json"))
    state = {name: torch.from_numpy(value.astype(np.float32)) for name, value in safetensors.read(folder / WEIGHTS).items()}
    natural = {name: value for name, value in model.state_dict().items() if name.endswith(LEFT_OUT)}
    model.load_state_dict(state | natural)
    return model.eval(), Tokenizer.read(folder / MERGES, model.config.clip["text"]["context"]), data
