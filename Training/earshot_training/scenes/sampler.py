"""Draws random scenes. Everything follows from the generator handed in."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from . import backgrounds
from .scene import Scene, Thing, Voice
from .vocabulary import BASE, SILENT_GLYPHS, WORDS


@dataclass(frozen=True)
class Mix:
    """How scenes are made up: chances, and the words whose objects may appear.

    `things` are the weights of 1, 2, 3, 4 objects; `sounding` the weights of 0, 1, 2 of them sounding; `words` may be seen,
    `lead` is the pool of the first object (None: the same); `partial` the chance that a voice pauses in some seconds;
    `off_screen` of a voice without object; `stranger` of an object that is no word; `noise` of background noise.
    """

    words: tuple[int, ...] = BASE
    lead: tuple[int, ...] | None = None
    things: tuple[float, ...] = (0.15, 0.5, 0.35)
    sounding: tuple[float, ...] = (0.1, 0.7, 0.2)
    partial: float = 0.45
    off_screen: float = 0.12
    stranger: float = 0.15
    noise: float = 0.6
    seconds: int = 5
    aspect: float = 5 / 3


def _tint(rng: np.random.Generator) -> tuple[float, float, float]:
    value, spread = rng.uniform(0.72, 1.12), rng.uniform(-0.14, 0.14, 3)
    return tuple(float(value * (1 + s)) for s in spread)


def _path(rng: np.random.Generator, side: float, aspect: float, seconds: int) -> tuple[tuple[float, float], tuple[float, float]]:
    """Start and velocity such that the centre stays inside the picture at both ends."""
    margin = 0.42 * side
    ends = [(rng.uniform(margin, aspect - margin), rng.uniform(margin, 1 - margin)) for _ in range(2)]
    share = rng.choice([0.0, rng.uniform(0.1, 0.6), 1.0], p=[0.15, 0.6, 0.25])
    (x0, y0), (x1, y1) = ends
    duration = max(seconds - 1, 1)
    return (x0, y0), ((x1 - x0) * share / duration, (y1 - y0) * share / duration)


def _thing(rng: np.random.Generator, mix: Mix, word: int | None) -> Thing:
    glyph = str(rng.choice(list(WORDS[word].glyphs if word is not None else SILENT_GLYPHS)))
    side = math.exp(rng.uniform(math.log(0.27), math.log(0.68)))
    start, velocity = _path(rng, side, mix.aspect, mix.seconds)
    return Thing(
        glyph, word, side, start, velocity, angle=rng.normal(0, 0.22), spin=rng.normal(0, 0.05), flip=bool(rng.random() < 0.5),
        stretch=math.exp(rng.normal(0, 0.08)), tint=_tint(rng),
    )  # fmt: skip


def _apart(first: Thing, second: Thing, seconds: int) -> bool:
    """Whether two things never cover each other by much at the whole seconds."""
    for t in range(seconds):
        (ax, ay), (bx, by) = first.position(t), second.position(t)
        if math.hypot(ax - bx, ay - by) < 0.42 * (first.side + second.side):
            return False
    return True


def _things(rng: np.random.Generator, mix: Mix, words: list[int | None]) -> list[Thing]:
    placed: list[Thing] = []
    for word in words:
        candidates = (_thing(rng, mix, word) for _ in range(12))
        found = next((c for c in candidates if all(_apart(c, other, mix.seconds) for other in placed)), None)
        if found is not None or not placed:
            placed.append(found if found is not None else _thing(rng, mix, word))
    return placed


def active_seconds(rng: np.random.Generator, seconds: int, partial: float) -> tuple[bool, ...]:
    """All seconds, or (with chance `partial`) a random non-empty proper subset made of runs."""
    if rng.random() >= partial:
        return (True,) * seconds
    state, row = bool(rng.random() < 0.5), []
    for _ in range(seconds):
        row.append(state)
        state = state ^ bool(rng.random() < 0.4)
    if not any(row):
        row[int(rng.integers(seconds))] = True
    return tuple(row)


def voice(rng: np.random.Generator, word: int, thing: int | None, active: tuple[bool, ...], takes: list[int]) -> Voice:
    """A voice with random take, onset inside it and level."""
    return Voice(word, int(rng.integers(takes[word])), float(rng.uniform(0, 1)), float(rng.uniform(-9, 6)), active, thing)


def _words(rng: np.random.Generator, mix: Mix) -> list[int | None]:
    count = 1 + int(rng.choice(len(mix.things), p=np.array(mix.things) / sum(mix.things)))
    first = int(rng.choice(mix.lead or mix.words))
    rest = rng.permutation([w for w in mix.words if w != first])[: count - 1]
    words: list[int | None] = [first, *(int(w) for w in rest)]
    if count > 1 and rng.random() < mix.stranger:
        words[-1] = None
    return words


def voices(rng: np.random.Generator, mix: Mix, things: list[Thing], takes: list[int], first: int | None = None) -> list[Voice]:
    """What is heard with these things; where anything on screen sounds, thing `first` does (None: any of them)."""
    able = [i for i, thing in enumerate(things) if thing.word is not None]
    number = min(int(rng.choice(len(mix.sounding), p=np.array(mix.sounding) / sum(mix.sounding))), len(able))
    order = [int(i) for i in rng.permutation(able)]
    if first is not None:
        order = [first, *(i for i in order if i != first)]
    made = [voice(rng, things[i].word, i, active_seconds(rng, mix.seconds, mix.partial), takes) for i in order[:number]]
    if rng.random() < mix.off_screen:
        absent = [w for w in mix.words if w not in {thing.word for thing in things}]
        made.append(voice(rng, int(rng.choice(absent)), None, active_seconds(rng, mix.seconds, mix.partial), takes))
    return made


def noise(rng: np.random.Generator, mix: Mix, noises: int) -> tuple[int, float, float] | None:
    """Background noise, or none."""
    if rng.random() >= mix.noise:
        return None
    return int(rng.integers(noises)), float(rng.uniform(0, 1)), float(rng.uniform(-34, -12))


def sample(rng: np.random.Generator, mix: Mix, takes: list[int], noises: int) -> Scene:
    """A random scene. `takes[word]` and `noises` are the numbers of takes in the sound bank."""
    things = _things(rng, mix, _words(rng, mix))
    order = [int(i) for i in rng.permutation(len(things))]
    things, lead = [things[i] for i in order], order.index(0)
    heard = voices(rng, mix, things, takes, lead if mix.lead else None)
    return Scene(
        mix.seconds, mix.aspect, int(rng.integers(backgrounds.COUNT)), tuple(rng.uniform(0, 1, 3)), bool(rng.random() < 0.5),
        tuple(things), tuple(heard), noise(rng, mix, noises),
    )  # fmt: skip
