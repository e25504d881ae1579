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

DESCRIPTION, WEIGHTS, MERGES = "model.json", "model.safetensors", "merges.txt"
#: Buffers and constants that belong to training only.
LEFT_OUT = ("num_batches_tracked", "logit_scale")
#: Published prefix -> prefix in the modules of the segmentation stages, and the published prefix of the words stage's module.
PLACES = {
    "audio_encoder.audio_backbone.": "frozen.audio.", "backbone.": "frozen.backbone.",
    "sem_seg_head.pixel_decoder.": "pixel_decoder.", "sem_seg_head.predictor.": "predictor.",
}  # fmt: skip
CLIP_PLACE = "clip_adapter.clip_model."


def assemble(config: Config, runs: Path, start: Path | None = None) -> OVAVSS:
    """The network with the parts of stages 5 (pairs) and 6 (words); those of bundle `start` where a stage has no checkpoint."""
    model = OVAVSS(config)
    state = weights(start) if start else {}
    for stage, places in (("pairs", PLACES), ("words", {CLIP_PLACE: ""})):
        path = runs / f"{stage}.pt"
        if path.exists() or not start:
            trained = torch.load(path, map_location="cpu", weights_only=True)["module"]
            for published, place in places.items():
                state |= {published + name.removeprefix(place): value for name, value in trained.items() if name.startswith(place)}
    missing, unexpected = model.load_state_dict(state, strict=False)
    if unexpected or any(not name.endswith(LEFT_OUT) for name in missing):
        raise ValueError(f"the stages in {runs} do not make a network: {missing + unexpected}")
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
    (folder / DESCRIPTION).write_text(text + "\n")


def manifest(folder: Path) -> dict:
    """model.json, once the files are those it describes."""
    data = json.loads((folder / DESCRIPTION).read_text())
    for name, entry in data["files"].items():
        if _entry(folder / name) != entry:
            raise ValueError(f"{folder / name} is not the file model.json describes")
    return data


def weights(folder: Path) -> dict[str, torch.Tensor]:
    """The stored weights of a bundle, promoted to single precision."""
    manifest(folder)
    return {name: torch.from_numpy(value.astype(np.float32)) for name, value in safetensors.read(folder / WEIGHTS).items()}


def load(folder: Path) -> tuple[OVAVSS, Tokenizer, dict]:
    """A bundle as it runs: stored weights promoted to single precision, its tokenizer, and model.json."""
    data = manifest(folder)
    model = OVAVSS(Config.read(folder / DESCRIPTION))
    natural = {name: value for name, value in model.state_dict().items() if name.endswith(LEFT_OUT)}
    model.load_state_dict(weights(folder) | natural)
    return model.eval(), Tokenizer.read(folder / MERGES, model.config.clip["text"]["context"]), data
