"""`python -m earshot_training.export --runs DIR --out BUNDLE`: writes the bundle from the checkpoints of all stages."""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from . import bundle
from .config import Config
from .scenes.vocabulary import WORDS
from .tokenizer import Tokenizer
from .train import STAGES

#: The loss counts "no object" a tenth (recipe/matching.py), so a query that sounds as likely as not scores 1 / (1 + 0.1) = 0.909; 0.95 is two to one.
THRESHOLDS = {"sounding": 0.95, "score": 0.3, "min_area_px": 16}


def lengths(runs: Path) -> dict:
    """How long every stage that has a checkpoint was trained."""
    out = {}
    for path in (runs / f"{stage}.pt" for stage in STAGES):
        if path.exists():
            state = torch.load(path, map_location="cpu", weights_only=True)
            out[path.stem] = {"steps": str(state["step"]), "processor_minutes_of_two_cores": f"{state['seconds'] / 60:.1f}"}
    return out


def history(runs: Path, start: Path | None) -> dict:
    """The stages of these runs, and of the bundle they went on from."""
    if start is None:
        return {"stages": lengths(runs)}
    before = bundle.manifest(start)
    earlier = {key: before["provenance"][key] for key in ("stages", "went_on_from") if key in before["provenance"]}
    return {"stages": lengths(runs), "went_on_from": {"sha256": before["files"][bundle.WEIGHTS]["sha256"]} | earlier}


def provenance(runs: Path, extra: bool, start: Path | None) -> dict:
    """What the model was made of, with licences."""
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
        **history(runs, start),
        "architecture": "OV-AVSS (Guo et al., ACM MM 2024), small sizes",
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--extra-sounds", action="store_true", help="say in the provenance that recordings were used")
    parser.add_argument("--from-bundle", type=Path, help="the bundle that training went on from: its parts stand in for stages that were not run")
    for name, value in THRESHOLDS.items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(value), default=value)
    arguments = parser.parse_args()
    start = arguments.from_bundle
    config = Config.read(start / bundle.DESCRIPTION) if start else Config.named("sandbox")
    merges = arguments.runs / bundle.MERGES
    tokenizer = Tokenizer.read(merges if merges.exists() or not start else start / bundle.MERGES, config.clip["text"]["context"])
    thresholds = {name: getattr(arguments, name) for name in THRESHOLDS}
    model = bundle.assemble(config, arguments.runs, start)
    bundle.write(model, tokenizer, arguments.out, thresholds, provenance(arguments.runs, arguments.extra_sounds, start))
    print(f"{arguments.out}: {sum(f.stat().st_size for f in arguments.out.iterdir()) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
