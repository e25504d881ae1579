"""`python -m earshot_training.scenes --split test --seed 7 --videos 100 --out DIR`: held-out scenes in AVSBench's layout."""

from __future__ import annotations

import argparse
from pathlib import Path

from . import avsbench, soundbank
from .sets import scenes


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", choices=("train", "val", "test"), default="test", help="val and test use takes kept from training")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--videos", type=int, default=100)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    bank = soundbank.load("train" if arguments.split == "train" else "test", soundbank.cache_folder())
    made = scenes(arguments.split, arguments.seed, arguments.videos, bank)
    avsbench.write_set(made, bank, arguments.split, arguments.out, f"{arguments.split}{arguments.seed}_")
    print(f"{len(made)} videos in {arguments.out}")


if __name__ == "__main__":
    main()
