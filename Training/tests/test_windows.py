"""Windows: pools that are renewed, what pixels show, and whose a predicted mask is."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from earshot_training.recipe.own_masks import owner
from earshot_training.recipe.pictures import BACKGROUND, STRANGER
from earshot_training.recipe.window_data import RENEWED, WindowPool, Windows
from earshot_training.scenes.scene import Scene, Thing, Voice

SECONDS = 2


def windows(number: int, scenes: int = 2, times: int = 2) -> Windows:
    """Scenes of a dog (word 4) and a stranger; every tensor is filled with `number`."""
    things = (Thing("x", 4, 0.4, (0.4, 0.5), (0.0, 0.0)), Thing("y", None, 0.4, (1.2, 0.5), (0.0, 0.0)))
    scene = Scene(SECONDS, 5 / 3, 0, (0.0, 0.0, 0.0), False, things, (Voice(4, 0, 0.0, 0.0, (True, False), 0),))
    shares = np.zeros((SECONDS, 2, 1, 4), np.float32)
    shares[:, 0, 0, :2], shares[:, 1, 0, 2:3] = 1, 1
    maps = {"res2": torch.full((scenes * SECONDS, 1, 1, 4), float(number))}
    pictures = [np.full((SECONDS, 4, 16, 3), number, np.uint8)] * scenes
    return Windows(maps, [shares] * scenes, [scene] * (scenes * times), torch.full((scenes * times, SECONDS, 1), float(number)), times, pictures)


def test_a_pool_is_renewed_group_by_group() -> None:
    made = []

    def new() -> Windows:
        made.append(windows(len(made)))
        return made[-1]

    pool = WindowPool(new, 2, np.random.default_rng(0))
    for _ in range(2 * RENEWED):
        batch = pool.batch(1, 2)
        assert batch.sounds.unique().tolist() == batch.maps["res2"].unique().tolist() == np.unique(batch.pictures[0]).tolist()
    assert len(made) == 4
    assert sorted(float(group.sounds[0, 0, 0]) for group in pool.groups) == [2.0, 3.0]


def test_what_a_pixel_shows_does_not_depend_on_the_sound() -> None:
    batch = windows(0)
    shown = batch.class_shares()
    assert shown.shape == (2 * 2 * SECONDS, BACKGROUND + 1, 1, 4)
    assert shown[:, :, 0].argmax(1).unique(dim=0).tolist() == [[4, 4, STRANGER, BACKGROUND]]
    assert batch.sounding_share()[:, 0, 0, 0].tolist() == [1.0, 0.0] * 4


@pytest.mark.parametrize(("pixels", "word"), [([1, 1, 0, 0], 4), ([1, 1, 1, 0], 4), ([0, 1, 0, 1], None), ([0, 0, 1, 0], None), ([0, 0, 0, 0], None)])
def test_a_mask_is_the_thing_s_that_most_of_it_lies_on(pixels: list[int], word: int | None) -> None:
    batch = windows(0)
    assert owner(batch.heard[0], batch.shares[0][0], np.array([pixels], bool)) == word
