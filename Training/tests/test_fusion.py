"""The fusion stage: which pixels count as sounding and which are known to be silent."""

from __future__ import annotations

import numpy as np
import torch

from earshot_training.recipe.fusion import Heard, silent_loss
from earshot_training.scenes.scene import Scene, Thing
from earshot_training.scenes.vocabulary import WORD_INDEX

DOG, CAT, VIOLIN = (WORD_INDEX[word] for word in ("dog", "cat", "violin"))


def heard(words: list[list[int]]) -> Heard:
    """A dog, a violin and a stranger, one pixel each, and an empty pixel."""
    things = tuple(Thing("x", word, 0.4, (0.4, 0.5), (0.0, 0.0)) for word in (DOG, VIOLIN, None))
    scene = Scene(1, 5 / 3, 0, (0.0, 0.0, 0.0), False, things, ())
    shares = np.eye(3, 4, dtype=np.float32)[:, None]
    return Heard({}, [shares], [scene], torch.zeros(len(words), 1), words, len(words))


def test_only_base_things_are_known_to_be_silent() -> None:
    batch = heard([[DOG], [VIOLIN], [CAT], []])
    assert batch.target()[:, 0, 0].tolist() == [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]]
    assert batch.silent()[:, 0, 0].tolist() == [[0, 0, 0, 0], [1, 0, 0, 0], [1, 0, 0, 0], [1, 0, 0, 0]]
    assert batch.matching().tolist() == [1, 1, 0, 0]


def test_the_silent_loss_looks_at_the_silent_pixels_alone() -> None:
    silent = torch.tensor([1.0, 0, 0, 0]).view(1, 1, 1, 4)
    low = silent_loss(torch.tensor([[[-20.0, 5, 5, 5]]]), silent)
    high = silent_loss(torch.tensor([[[5.0, -20, -20, -20]]]), silent)
    assert low < 1e-6 < 5 < high
