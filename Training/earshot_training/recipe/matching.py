"""Matching of queries to sounding objects and the paper's losses (docs/model.md section 11), on dense soft targets at stride 4."""

from __future__ import annotations

import torch
from scipy.optimize import linear_sum_assignment
from torch.nn import functional as F

from ..model.mask_decoder import Prediction

#: Weight of the "no object" class.
NOTHING = 0.1


def dice(p: torch.Tensor, target: torch.Tensor, axes: tuple[int, ...]) -> torch.Tensor:
    """1 - Dice over `axes`."""
    return 1 - (2 * (p * target).sum(axes) + 1) / (p.sum(axes) + target.sum(axes) + 1)


@torch.no_grad()
def match(logits: torch.Tensor, masks: torch.Tensor, objects: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Hungarian matching of one window: logits `[Q, 2]`, masks `[Q, T, h, w]`, objects `[n, T, h, w]` -> (queries, objects)."""
    flat, truth = masks.flatten(1), objects.flatten(1)
    p = flat.sigmoid()
    bce = (F.softplus(flat).sum(1)[:, None] - flat @ truth.T) / flat.shape[1]
    overlap = 1 - (2 * p @ truth.T + 1) / (p.sum(1)[:, None] + truth.sum(1)[None] + 1)
    cost = -2 * logits.softmax(-1)[:, :1] + 5 * bce + 5 * overlap
    rows, columns = linear_sum_assignment(cost.numpy())
    return torch.from_numpy(rows), torch.from_numpy(columns)


def prediction_loss(prediction: Prediction, objects: list[torch.Tensor]) -> dict[str, torch.Tensor]:
    """Sounding, mask and Dice loss of one prediction over all windows. Pixels of an object count five times in the mask loss."""
    target = torch.ones(prediction.logits.shape[:2], dtype=torch.long)
    masks, truths = [], []
    for row, wanted in enumerate(objects):
        queries, picked = match(prediction.logits[row], prediction.masks[row], wanted)
        target[row, queries] = 0
        masks.append(prediction.masks[row, queries])
        truths.append(wanted[picked])
    heard = F.cross_entropy(prediction.logits.flatten(0, 1), target.flatten(), weight=torch.tensor([1.0, NOTHING]))
    mask, truth = torch.cat(masks), torch.cat(truths)
    if not len(mask):
        return {"sound": heard, "mask": mask.sum(), "dice": mask.sum()}
    bce = (F.binary_cross_entropy_with_logits(mask, truth, reduction="none") * (1 + 4 * truth)).mean()
    return {"sound": heard, "mask": bce, "dice": dice(mask.sigmoid(), truth, (2, 3)).mean()}


def deep_loss(predictions: list[Prediction], objects: list[torch.Tensor]) -> dict[str, torch.Tensor]:
    """Mean over all predictions (deep supervision, each with its own matching)."""
    rows = [prediction_loss(prediction, objects) for prediction in predictions]
    return {name: sum(row[name] for row in rows) / len(rows) for name in rows[0]}
