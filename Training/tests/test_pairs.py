"""The pairs stage: which parts count as confusion, and that scenes hold the words they are asked for."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import torch

from earshot_training.model.mask_decoder import Prediction
from earshot_training.recipe.pairs import PAIRS, PROBE_MIX, silent_marked
from earshot_training.recipe.window_data import Windows
from earshot_training.scenes import sampler
from earshot_training.scenes.scene import Scene, Thing, Voice
from earshot_training.scenes.vocabulary import BASE


def two_things() -> Scene:
    things = tuple(Thing("x", word, 0.4, (0.4, 0.5), (0.0, 0.0)) for word in (0, 1))
    return Scene(1, 5 / 3, 0, (0.0, 0.0, 0.0), False, things, (Voice(0, 0, 0.0, 0.0, (True,), 0),))


def test_confusion_is_the_marked_part_of_the_silent_thing() -> None:
    shares = np.zeros((1, 2, 1, 8), np.float32)
    shares[0, 0, 0, :4], shares[0, 1, 0, 4:] = 1, 1
    masks = torch.tensor([1.0, 1, 1, 1, 1, -1, -1, -1]).view(1, 1, 1, 1, 8)
    prediction = Prediction(logits=torch.tensor([[[3.0, -3.0]]]), masks=masks)
    model = SimpleNamespace(window=lambda maps, sounds: (None, [prediction]))
    windows = Windows({}, [shares], [two_things()], torch.zeros(1, 1, 4), 1, [])
    assert silent_marked(model, windows) == [0.25]


def test_a_probe_draws_its_words_only_and_one_of_them_sounds_throughout() -> None:
    rng, complete = np.random.default_rng(3), 0
    for pair in PAIRS:
        scene = sampler.sample(rng, replace(PROBE_MIX, words=pair), [1] * 17, 1)
        shown = {thing.word for thing in scene.things}
        assert shown <= set(pair)
        assert [voice.active for voice in scene.voices] == [(True,) * 5]
        complete += shown == set(pair)
    assert complete > 0.8 * len(PAIRS)


def test_every_pair_of_base_words_is_probed_once() -> None:
    assert len(PAIRS) == len(set(PAIRS)) == len(BASE) * (len(BASE) - 1) // 2
