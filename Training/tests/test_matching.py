"""Matching and losses of the mask decoder."""

from __future__ import annotations

import torch

from earshot_training.model.mask_decoder import Prediction
from earshot_training.recipe.matching import deep_loss, match, prediction_loss


def squares() -> torch.Tensor:
    """Two objects `[2, 2, 8, 8]`; the second is silent in second 1."""
    objects = torch.zeros(2, 2, 8, 8)
    objects[0, :, :4, :4] = 1
    objects[1, 0, 4:, 4:] = 1
    return objects


def perfect(objects: torch.Tensor, order: list[int]) -> Prediction:
    """Queries 0…3; query order[i] shows object i, the others nothing."""
    masks = torch.full((1, 4, 2, 8, 8), -9.0)
    logits = torch.tensor([-6.0, 6.0]).repeat(1, 4, 1)
    for index, query in enumerate(order):
        masks[0, query] = objects[index] * 18 - 9
        logits[0, query] = torch.tensor([6.0, -6.0])
    return Prediction(logits, masks)


def test_every_object_finds_the_query_that_shows_it() -> None:
    objects = squares()
    prediction = perfect(objects, [3, 1])
    queries, found = match(prediction.logits[0], prediction.masks[0], objects)
    assert dict(zip(found.tolist(), queries.tolist())) == {0: 3, 1: 1}


def test_a_mask_in_a_silent_second_costs() -> None:
    objects = squares()
    good = perfect(objects, [0, 1])
    bad = Prediction(good.logits, good.masks.clone())
    bad.masks[0, 1, 1, 4:, 4:] = 9
    assert sum(prediction_loss(good, [objects]).values()) < 0.01
    assert prediction_loss(bad, [objects])["dice"] > 0.2


def test_a_window_without_sounding_objects_teaches_that_nothing_sounds() -> None:
    prediction = perfect(squares(), [0, 1])
    losses = deep_loss([prediction], [torch.zeros(0, 2, 8, 8)])
    assert losses["sound"] > 1 and losses["mask"] == 0 and losses["dice"] == 0
