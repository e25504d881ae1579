"""What a stage is asked to do, and the weights it begins with: a bundle's (if any), over them those of earlier stages, the rest new."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from torch import nn

from ..bundle import CLIP_PLACE, PLACES, weights
from ..config import Config

State = dict[str, torch.Tensor]

#: Where the module of every stage keeps the parts of a bundle (prefix there -> prefix in the module). "own masks" is the finished
#: segmentation network, which the words stage looks through.
BUNDLED = {
    "sound": {"audio_encoder.audio_backbone.": "network."},
    "picture": {"backbone.": "backbone."},
    "fusion": {name: place for name, place in PLACES.items() if place != "predictor."},
    "windows": PLACES,
    "pairs": PLACES,
    "own masks": PLACES,
    "words": {CLIP_PLACE: ""},
}
#: The stages that every stage goes on from, and where its module keeps their parts.
EARLIER = {
    "fusion": {"sound": {"network.": "frozen.audio."}, "picture": {"backbone.": "frozen.backbone."}},
    "windows": {"fusion": {"": ""}},
    "pairs": {"windows": {"": ""}},
    "own masks": {"pairs": {"": ""}},
}
#: What neither may hold: readings for training only, the mask decoder before it is trained, counters, the contrastive scale.
NEW = ("head.", "heads.", "readings.", "predictor.")
NEW_ENDS = ("num_batches_tracked", "logit_scale")


def moved(state: State, places: dict[str, str]) -> State:
    """The parts of `state` that `places` lists, under their new prefixes."""
    return {to + name.removeprefix(start): value for start, to in places.items() for name, value in state.items() if name.startswith(start)}


@dataclass(frozen=True)
class Job:
    """`folder` holds the checkpoints; `extra` is the ESC-10 folder; `bundle` a bundle whose training goes on."""

    config: Config
    folder: Path
    minutes: float
    resume: bool = False
    extra: Path | None = None
    bundle: Path | None = None

    def checkpoint(self, stage: str) -> Path:
        return self.folder / f"{stage}.pt"

    def begin(self, module: nn.Module, stage: str) -> None:
        """Gives the stage's module what is known before the stage. Without a bundle all earlier stages must have run."""
        state = moved(weights(self.bundle), BUNDLED[stage]) if self.bundle else {}
        for earlier, places in EARLIER.get(stage, {}).items():
            path = self.checkpoint(earlier)
            if path.exists() or not self.bundle:
                state |= moved(torch.load(path, map_location="cpu", weights_only=True)["module"], places)
        missing, unexpected = module.load_state_dict(state, strict=False)
        lacking = [name for name in missing if not name.startswith(NEW) and not name.endswith(NEW_ENDS)]
        if state and (lacking or unexpected):
            raise ValueError(f"weights for stage {stage} do not fit: {lacking + unexpected}")
