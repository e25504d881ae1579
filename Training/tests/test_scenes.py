"""Scenes: what is drawn, heard and written agrees with the scene."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from earshot_training.scenes import avsbench, drawing, mixing, sampler
from earshot_training.scenes.midi import RATE
from earshot_training.scenes.scene import Scene, Thing, Voice
from earshot_training.scenes.soundbank import SECONDS, SoundBank
from earshot_training.scenes.vocabulary import BASE, NOVEL, WORDS


@pytest.fixture(scope="module")
def bank() -> SoundBank:
    """Two takes of plain noise for every word."""
    rng = np.random.default_rng(0)
    takes = rng.normal(0, 3000, (len(WORDS), 2, SECONDS * RATE)).astype(np.int16)
    return SoundBank(list(takes), takes[0])


def scene(*voices: Voice) -> Scene:
    things = (
        Thing("🐕", 4, 0.5, (0.4, 0.5), (0.05, 0.0)),
        Thing("🎸", 7, 0.4, (1.2, 0.5), (0.0, 0.02)),
    )
    return Scene(5, 5 / 3, 3, (0.5, 0.5, 0.5), False, things, voices)


def test_base_and_novel_words_follow_the_published_split() -> None:
    assert {WORDS[i].name for i in NOVEL} == {"accordion", "emergency-car", "saw", "saxophone", "violin"}
    assert len(BASE) >= 9 and not set(BASE) & set(NOVEL)


def test_nearer_things_cover_farther_ones() -> None:
    over = replace(scene(), things=(Thing("🐕", 4, 0.6, (0.8, 0.5), (0, 0)), Thing("🎸", 7, 0.5, (0.8, 0.5), (0, 0))))
    masks = drawing.draw(over, 0.0, 96).masks()
    alone = drawing.draw(replace(over, things=over.things[:1]), 0.0, 96).masks()
    assert not (masks[0] & masks[1]).any()
    assert masks[0].sum() < alone[0].sum()


def test_things_move_with_time() -> None:
    first, last = (drawing.draw(scene(), t, 96).masks()[0] for t in (0.0, 4.0))
    assert np.flatnonzero(last.any(0))[0] - np.flatnonzero(first.any(0))[0] == pytest.approx(0.2 * 96, abs=2)


def test_a_voice_is_heard_in_its_seconds_only(bank: SoundBank) -> None:
    sound = mixing.mix(scene(Voice(4, 1, 0.3, 0.0, (True, False, False, True, True), 0)), bank)
    level = np.abs(sound.reshape(5, RATE)).max(axis=1)
    assert (level[[0, 3, 4]] > 0.05).all() and (level[[1, 2]] == 0).all()


def test_the_swap_gives_the_same_seconds_to_the_other_object(bank: SoundBank) -> None:
    original = scene(Voice(4, 1, 0.3, 0.0, (True, False, True, True, True), 0))
    assert avsbench.swap_of(original) == (0, 1)
    twin = avsbench.swapped(original, (0, 1), [2] * len(WORDS))
    assert twin.sounding(0) == (False,) * 5
    assert twin.sounding(1) == original.sounding(0)


def test_no_swap_where_something_sounds_off_screen() -> None:
    off = Voice(1, 0, 0.0, 0.0, (True,) * 5, None)
    assert avsbench.swap_of(scene(Voice(4, 0, 0.0, 0.0, (True,) * 5, 0), off)) is None


def test_label_colours_are_those_of_the_published_images() -> None:
    ids = np.array([[0, 1, 2, 3, 8, 70]])
    expected = [[0, 0, 0], [128, 0, 0], [0, 128, 0], [128, 128, 0], [64, 0, 0], [0, 192, 128]]
    palette = avsbench.colours(ids)[0].tolist()
    assert palette[:5] == expected[:5]
    assert palette[5] == [0b00000000 | (70 & 1) << 7 | (70 >> 3 & 1) << 6 | (70 >> 6 & 1) << 5, (70 >> 1 & 1) << 7 | (70 >> 4 & 1) << 6, (70 >> 2 & 1) << 7 | (70 >> 5 & 1) << 6]


def test_the_same_seed_gives_the_same_scene() -> None:
    first, second = (sampler.sample(np.random.default_rng(5), sampler.Mix(), [2] * len(WORDS), 2) for _ in range(2))
    assert first == second


def test_scenes_of_base_words_never_show_or_play_a_novel_word() -> None:
    rng = np.random.default_rng(1)
    for _ in range(200):
        made = sampler.sample(rng, sampler.Mix(), [2] * len(WORDS), 2)
        assert not {t.word for t in made.things} & set(NOVEL)
        assert not {v.word for v in made.voices} & set(NOVEL)
