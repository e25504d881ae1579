"""Playing styles of the instruments that come from the General MIDI soundfont."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .midi import Track

Phrase = Callable[[Track, float, float, np.random.Generator], None]
MAJOR = np.array([0, 2, 4, 5, 7, 9, 11, 12])


def _melody(low: int, high: int, notes_per_second: tuple[float, float], legato: float, chord: float = 0.0, vibrato: float = 0.0) -> Phrase:
    """Random walk over a major scale; `legato` is note length over note distance, `chord` the chance of a triad."""

    def play(track: Track, start: float, length: float, rng: np.random.Generator) -> None:
        tonic, degree = rng.integers(low, high), rng.integers(0, 8)
        rate, time = rng.uniform(*notes_per_second), start
        while time < start + length:
            step = rng.choice([0.5, 1, 1, 2]) / rate
            pitch = tonic + int(MAJOR[degree])
            velocity = rng.integers(80, 120)
            for interval in (0, 4, 7) if rng.random() < chord else (0,):
                track.note(time, min(step * legato, start + length - time), pitch + interval, velocity)
            if vibrato:
                for offset in np.arange(0.1, step, 0.04):
                    track.bend(time + offset, vibrato * np.sin(2 * np.pi * 5.5 * offset))
            degree = int(np.clip(degree + rng.integers(-3, 4), 0, 7))
            time += step

    return play


def _fanfare(track: Track, start: float, length: float, rng: np.random.Generator) -> None:
    tonic, time = rng.integers(60, 70), start
    while time < start + length:
        step = rng.choice([0.12, 0.18, 0.3])
        track.note(time, step * 0.8, tonic + int(rng.choice([0, 4, 7, 12])), rng.integers(95, 127))
        time += step


def _drumming(track: Track, start: float, length: float, rng: np.random.Generator) -> None:
    kit = rng.choice([35, 36, 38, 40, 41, 43, 45, 47, 48, 50], size=4)
    beat, time = rng.uniform(0.1, 0.24), start
    while time < start + length:
        if rng.random() < 0.85:
            track.note(time, 0.1, int(rng.choice(kit)), rng.integers(80, 127))
        time += beat


#: word -> (General MIDI programs, phrase). Drums play on channel 10, where the program selects a kit.
INSTRUMENTS: dict[str, tuple[tuple[int, ...], Phrase]] = {
    "guitar": ((24, 25, 26, 27), _melody(43, 60, (2.5, 5), 1.6, chord=0.25)),
    "trumpet": ((56,), _fanfare),
    "piano": ((0, 1, 2), _melody(52, 72, (2.5, 5), 1.2, chord=0.4)),
    "drum": ((0, 8, 16, 24), _drumming),
    "accordion": ((21, 23), _melody(55, 67, (1.5, 3), 0.98, chord=1.0)),
    "saxophone": ((65, 66, 67), _melody(46, 60, (1.5, 4), 0.95, vibrato=0.15)),
    "violin": ((40,), _melody(64, 80, (1.2, 3), 1.0, vibrato=0.35)),
}


def phrase_track(word: str, takes: int, slot: float, length: float, rng: np.random.Generator) -> Track:
    """One track with `takes` phrases of `length` seconds, one every `slot` seconds."""
    programs, phrase = INSTRUMENTS[word]
    track = Track(channel=9 if word == "drum" else 0)
    for take in range(takes):
        start = take * slot
        track.program(start, int(rng.choice(programs)))
        track.bend(start, 0.0)
        phrase(track, start + 0.02, length, rng)
    return track
