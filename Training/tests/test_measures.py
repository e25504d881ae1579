"""Measures: hand-made videos with known answers."""

from __future__ import annotations

import numpy as np
import pytest

from earshot_training.measures import Measures, shrink
from earshot_training.scenes.reading import Video
from earshot_training.scenes.vocabulary import AVSBENCH_WORDS

DOG, GUITAR = AVSBENCH_WORDS.index("dog") + 1, AVSBENCH_WORDS.index("guitar") + 1


def video(dog: list[bool], guitar: list[bool], swap: dict | None = None) -> Video:
    """Two seconds; the left third shows the dog, the right third the guitar."""
    objects = np.zeros((2, 30, 30), int)
    objects[:, :, :10], objects[:, :, 20:] = 1, 2
    labels = np.zeros_like(objects)
    for second in range(2):
        labels[second][(objects[second] == 1) & dog[second]] = DOG
        labels[second][(objects[second] == 2) & guitar[second]] = GUITAR
    truth = {"objects": [{"word": "dog", "sounding": dog}, {"word": "guitar", "sounding": guitar}], "off_screen": [], "swap": swap}
    silence = np.zeros(32000, np.float32)
    return Video("v", [np.zeros((30, 30, 3), np.uint8)] * 2, labels, objects, silence, silence, truth)


def test_a_perfect_answer_scores_full_marks() -> None:
    made = video([True, False], [False, False], {"from": 0, "to": 1})
    swapped = np.where(made.objects == 2, GUITAR, 0)
    measures = Measures(16)
    measures.add(made, made.labels, np.zeros_like(made.labels), swapped)
    figures = measures.figures()
    assert figures["base_miou"] == 100 and figures["swap_moves_mask"] == 100 and figures["objects_on_off"] == 100
    assert figures["silent_object_marked"] == 0 and figures["muted_labelled"] == 0 and figures["seconds_on_off"] == 100


def test_marking_everything_marks_the_silent_object_and_moves_nothing() -> None:
    made = video([True, True], [False, False], {"from": 0, "to": 1})
    everything = np.select([made.objects == 1, made.objects == 2], [DOG, GUITAR])
    measures = Measures(16)
    measures.add(made, everything, everything, everything)
    figures = measures.figures()
    assert figures["silent_object_marked"] == 100 and figures["swap_moves_mask"] == 0 and figures["muted_labelled"] == 100
    assert figures["objects_on_off"] == 50


def test_intersection_over_union_counts_all_pixels() -> None:
    made = video([True, True], [False, False])
    half = made.labels.copy()
    half[1] = 0
    measures = Measures(16)
    measures.add(made, half, half * 0, None)
    assert measures.per_class()[DOG] == pytest.approx(50, abs=0.1)


def test_nearest_resize_takes_the_floor_of_the_scaled_index() -> None:
    ids = np.arange(12).reshape(3, 4)
    assert shrink(ids, 2).tolist() == [[0, 2], [4, 6]]
