"""What a scene is: objects on their paths, voices with the seconds they sound in, a background. Pure data and its sampler's dice.

Geometry is in units of the picture's height, so a scene can be drawn at any size and any moment.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np


@dataclass(frozen=True)
class Thing:
    """A drawn object. `word` is an index into `WORDS`, or None for a thing that never sounds."""

    glyph: str
    word: int | None
    side: float
    start: tuple[float, float]
    velocity: tuple[float, float]
    angle: float = 0.0
    spin: float = 0.0
    flip: bool = False
    stretch: float = 1.0
    tint: tuple[float, float, float] = (1.0, 1.0, 1.0)

    def position(self, time: float) -> tuple[float, float]:
        """Centre (x, y) at `time` seconds, in heights."""
        return self.start[0] + self.velocity[0] * time, self.start[1] + self.velocity[1] * time


@dataclass(frozen=True)
class Voice:
    """A sound of `word`. `thing` is the index of the object that makes it, None off screen. `active[k]`: it sounds in second k."""

    word: int
    take: int
    offset: float
    gain_db: float
    active: tuple[bool, ...]
    thing: int | None


@dataclass(frozen=True)
class Scene:
    """`seconds` long, `aspect` wide for a height of 1. Later things cover earlier ones."""

    seconds: int
    aspect: float
    backdrop: int
    backdrop_crop: tuple[float, float, float]
    backdrop_flip: bool
    things: tuple[Thing, ...]
    voices: tuple[Voice, ...]
    noise: tuple[int, float, float] | None = None  # take, offset in seconds, dB
    kind: str = field(default="", compare=False)

    def sounding(self, thing: int) -> tuple[bool, ...]:
        """For every second, whether object number `thing` sounds."""
        rows = [voice.active for voice in self.voices if voice.thing == thing]
        return tuple(bool(b) for b in np.any(rows, axis=0)) if rows else (False,) * self.seconds
