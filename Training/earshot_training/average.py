"""`python -m earshot_training.average --out FILE A.pt B.pt …`: the mean of several checkpoints of one stage.

Averaging the last checkpoints of an unfinished run stands in for the end of its rate schedule.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch


def average(states: list[dict[str, torch.Tensor]]) -> dict[str, torch.Tensor]:
    """Element-wise mean; integer tensors are taken from the last state."""
    last = states[-1]
    return {k: torch.stack([s[k] for s in states]).mean(0) if v.is_floating_point() else v for k, v in last.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("checkpoints", type=Path, nargs="+", help="oldest first")
    arguments = parser.parse_args()
    loaded = [torch.load(path, map_location="cpu", weights_only=True) for path in arguments.checkpoints]
    torch.save({**loaded[-1], "module": average([state["module"] for state in loaded])}, arguments.out)


if __name__ == "__main__":
    main()
