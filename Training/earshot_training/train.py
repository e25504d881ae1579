"""`python -m earshot_training.train STAGE`: one stage of the recipe."""

from __future__ import annotations

import argparse
import importlib
from pathlib import Path

import torch

from .bundle import DESCRIPTION
from .config import Config
from .recipe.job import Job
from .recipe.loop import use_free_cores

STAGES = {"sound": 10.0, "picture": 14.0, "fusion": 30.0, "windows": 30.0, "pairs": 10.0, "words": 10.0}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stage", choices=STAGES)
    parser.add_argument("--runs", type=Path, required=True, help="folder of checkpoints; earlier stages are read from it")
    parser.add_argument("--minutes", type=float, help="length of the stage")
    parser.add_argument("--resume", action="store_true", help="go on from the stage's own checkpoint")
    parser.add_argument("--extra-sounds", type=Path, help="ESC-10 folder: more training takes and real noise")
    parser.add_argument("--from-bundle", type=Path, help="begin with the weights of this bundle wherever no earlier stage has a checkpoint")
    arguments = parser.parse_args()
    torch.manual_seed(42)
    use_free_cores()
    arguments.runs.mkdir(parents=True, exist_ok=True)
    stage = importlib.import_module(f".recipe.{arguments.stage}", __package__)
    minutes = arguments.minutes or STAGES[arguments.stage]
    config = Config.read(arguments.from_bundle / DESCRIPTION) if arguments.from_bundle else Config.named("sandbox")
    stage.run(Job(config, arguments.runs, minutes, arguments.resume, arguments.extra_sounds, arguments.from_bundle))


if __name__ == "__main__":
    main()
