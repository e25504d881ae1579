"""The training loop shared by all stages: a budget of minutes, cosine rate, checkpoints, resuming."""

from __future__ import annotations

import math
import os
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import nn


@dataclass
class Budget:
    """How long to train: a stage ends after `minutes` of processor time over the number of cores, so a busy machine costs no steps."""

    minutes: float
    rate: float
    warmup: float = 0.03

    def rate_at(self, seconds: float) -> float:
        part = min(seconds / (60 * self.minutes), 1.0)
        if part < self.warmup:
            return self.rate * (0.05 + 0.95 * part / self.warmup)
        return self.rate * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * (part - self.warmup) / (1 - self.warmup))))


def use_free_cores() -> None:
    """Two threads where nothing else runs, one where it does: a thread that waits for a core would hold up the other."""
    with open("/proc/stat") as stat:
        running = next(int(line.split()[1]) for line in stat if line.startswith("procs_running"))
    torch.set_num_threads(max(1, (os.cpu_count() or 1) - max(running - 1, 0)))


def parameter_groups(modules: Iterable[tuple[nn.Module, float]], decay: float) -> list[dict]:
    """AdamW groups: (module, factor on the rate); no decay on vectors (norms, biases, embeddings' biases)."""
    groups = []
    for module, factor in modules:
        named = [p for p in module.parameters() if p.requires_grad]
        groups.append({"params": [p for p in named if p.ndim > 1], "weight_decay": decay, "factor": factor})
        groups.append({"params": [p for p in named if p.ndim <= 1], "weight_decay": 0.0, "factor": factor})
    return [group for group in groups if group["params"]]


def train(
    module: nn.Module,
    groups: list[dict],
    step: Callable[[int], tuple[torch.Tensor, dict[str, float]]],
    budget: Budget,
    checkpoint: Path,
    *,
    resume: bool,
    clip: float = 1.0,
    check: Callable[[], str] | None = None,
    check_every: float = 180.0,
    report_every: int = 25,
) -> None:
    """Run `step` (its number -> loss, figures) until the budget is spent.

    `module` is what the checkpoint holds; `check` runs every `check_every` seconds and at the end, before a checkpoint is written.
    """
    optimizer = torch.optim.AdamW(groups, lr=budget.rate, betas=(0.9, 0.98), eps=1e-8)
    number, spent, cores = 0, 0.0, os.cpu_count() or 1
    if resume and checkpoint.exists():
        state = torch.load(checkpoint, map_location="cpu", weights_only=True)
        module.load_state_dict(state["module"])
        optimizer.load_state_dict(state["optimizer"])
        number, spent = state["step"], state["seconds"]

    def save() -> None:
        partial = checkpoint.with_suffix(".partial")
        torch.save({"module": module.state_dict(), "optimizer": optimizer.state_dict(), "step": number, "seconds": spent}, partial)
        partial.rename(checkpoint)

    def inspect() -> None:
        if check is not None:
            module.eval()
            print(f"[check] step {number} {spent / 60:.1f} min | {check()}", flush=True)

    sums: dict[str, float] = {}
    last_check, last_report = time.monotonic(), time.monotonic()
    while spent < 60 * budget.minutes:
        use_free_cores()
        begun = time.process_time()
        module.train()
        for group in optimizer.param_groups:
            group["lr"] = budget.rate_at(spent) * group.get("factor", 1.0)
        loss, figures = step(number)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        norm = nn.utils.clip_grad_norm_([p for g in optimizer.param_groups for p in g["params"]], clip)
        if torch.isfinite(norm):
            optimizer.step()
        number, spent = number + 1, spent + (time.process_time() - begun) / cores
        for key, value in {**figures, "norm": float(norm)}.items():
            sums[key] = sums.get(key, 0.0) + value / report_every
        if number % report_every == 0:
            text = " ".join(f"{key} {value:.4f}" for key, value in sums.items())
            print(f"step {number} {spent / 60:.1f} min {(time.monotonic() - last_report) / report_every:.3f} s/step | {text}", flush=True)
            sums, last_report = {}, time.monotonic()
        if time.monotonic() - last_check > check_every:
            inspect()
            save()
            last_check = time.monotonic()
    inspect()
    save()
