"""`python -m earshot_training.naming --bundle DIR`: how many of the things that a bundle marks in held-out scenes it names right."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

import numpy as np

from .inference import Runner
from .recipe.job import Job
from .recipe.own_masks import OwnMasks
from .scenes.vocabulary import WORDS


def mistakes(said: np.ndarray, true: np.ndarray) -> Counter[str]:
    """Wrong names (`said`, `true`: word indices), by "true as said"."""
    return Counter(f"{WORDS[b].name} as {WORDS[a].name}" for a, b in zip(said, true) if a != b)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bundle", type=Path, required=True)
    parser.add_argument("--crops", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=136)
    arguments = parser.parse_args()
    runner = Runner(arguments.bundle)
    job = Job(runner.model.config, arguments.bundle, 0, bundle=arguments.bundle)
    pictures, true = OwnMasks(job, arguments.seed, "test").crops(arguments.crops)
    said = runner.probabilities(list(pictures.astype(np.float32))).argmax(1)
    wrong = mistakes(said, true)
    print(f"{1 - wrong.total() / len(true):.3f} of {len(true)} right; " + ", ".join(f"{name} {count}" for name, count in wrong.most_common(8)))


if __name__ == "__main__":
    main()
