"""`python -m earshot_training.export --runs DIR --out BUNDLE`: writes the bundle from the checkpoints of all stages."""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from . import bundle
from .config import Config
from .scenes.vocabulary import WORDS
from .tokenizer import Tokenizer

#: The loss counts "no object" a tenth (recipe/matching.py), so a query that sounds as likely as not scores 1 / (1 + 0.1) = 0.909.
THRESHOLDS = {"sounding": 0.909, "score": 0.3, "min_area_px": 16}


def provenance(runs: Path, extra: bool) -> dict:
    """What the model was made of, with licences."""
    stages = {}
    for stage in ("sound", "picture", "fusion", "windows", "pairs", "words"):
        state = torch.load(runs / f"{stage}.pt", map_location="cpu", weights_only=True)
        stages[stage] = {"steps": str(state["step"]), "processor_minutes_of_two_cores": f"{state['seconds'] / 60:.1f}"}
    sounds = {"instruments": "FluidR3_GM soundfont by Frank Wen and others, MIT licence, played by fluidsynth", "other voices": "synthesised by Training/"}
    if extra:
        sounds["recordings"] = (
            "ESC-10 (K. J. Piczak, ESC: Dataset for Environmental Sound Classification, ACM MM 2015), folds 1 to 4: dog bark, clock tick, helicopter; "
            "rain, sea waves and fire as noise. Collection CC BY 3.0; clips from freesound.org under CC0 or CC BY, credits in the collection"
        )
    return {
        "recipe": "Training/README.md",
        "pictures": "Noto Color Emoji by Google, SIL Open Font License 1.1, on drawn backgrounds",
        "sounds": sounds,
        "words": f"{len(WORDS)} of the 70 AVSBench words; masks of novel words are not used in segmentation training",
        "stages": stages,
        "architecture": "OV-AVSS (Guo et al., ACM MM 2024), small sizes",
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--extra-sounds", action="store_true", help="say in the provenance that recordings were used")
    for name, value in THRESHOLDS.items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(value), default=value)
    arguments = parser.parse_args()
    config = Config.named("sandbox")
    tokenizer = Tokenizer.read(arguments.runs / bundle.MERGES, config.clip["text"]["context"])
    thresholds = {name: getattr(arguments, name) for name in THRESHOLDS}
    model = bundle.assemble(config, arguments.runs)
    bundle.write(model, tokenizer, arguments.out, thresholds, provenance(arguments.runs, arguments.extra_sounds))
    print(f"{arguments.out}: {sum(f.stat().st_size for f in arguments.out.iterdir()) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
