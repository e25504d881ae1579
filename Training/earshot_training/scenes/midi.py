"""Phrases for General MIDI instruments, rendered by fluidsynth with the FluidR3 soundfont (MIT licence)."""

from __future__ import annotations

import struct
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from scipy.io import wavfile

SOUNDFONT = "/usr/share/sounds/sf2/FluidR3_GM.sf2"
RATE = 16_000
TICKS = 480  # per quarter; with the default tempo one quarter is half a second


@dataclass
class Track:
    """Note events of one channel, times in seconds."""

    channel: int
    events: list[tuple[float, bytes]] = field(default_factory=list)

    def program(self, time: float, number: int) -> None:
        self.events.append((time, bytes([0xC0 | self.channel, number])))

    def note(self, time: float, duration: float, pitch: int, velocity: int) -> None:
        pitch, velocity = int(np.clip(pitch, 0, 127)), int(np.clip(velocity, 1, 127))
        self.events.append((time, bytes([0x90 | self.channel, pitch, velocity])))
        self.events.append((time + duration, bytes([0x80 | self.channel, pitch, 0])))

    def bend(self, time: float, semitones: float) -> None:
        value = int(np.clip(8192 + semitones * 4096, 0, 16383))
        self.events.append((time, bytes([0xE0 | self.channel, value & 127, value >> 7])))


def _variable_length(value: int) -> bytes:
    out = [value & 127]
    while value := value >> 7:
        out.append(0x80 | value & 127)
    return bytes(reversed(out))


def _file(track: Track, length: float) -> bytes:
    body, now = bytearray(), 0
    for time, message in sorted(track.events, key=lambda event: event[0]):
        tick = int(round(time * 2 * TICKS))
        body += _variable_length(tick - now) + message
        now = tick
    body += _variable_length(max(int(length * 2 * TICKS) - now, 0)) + b"\xff\x2f\x00"
    return b"MThd" + struct.pack(">IHHH", 6, 0, 1, TICKS) + b"MTrk" + struct.pack(">I", len(body)) + bytes(body)


def render(track: Track, length: float) -> np.ndarray:
    """Sound of a track: float32 mono at 16 kHz, `length` seconds, no reverb and no chorus."""
    with tempfile.TemporaryDirectory() as folder:
        midi, wave = Path(folder, "phrase.mid"), Path(folder, "phrase.wav")
        midi.write_bytes(_file(track, length))
        command = ["fluidsynth", "-ni", "-R", "0", "-C", "0", "-g", "0.6", "-r", str(RATE), "-F", str(wave), SOUNDFONT, str(midi)]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode != 0 or not wave.exists():
            raise RuntimeError(f"fluidsynth could not render with {SOUNDFONT}: {done.stderr.strip()} (install fluidsynth and fluid-soundfont-gm)")
        samples = wavfile.read(wave)[1].astype(np.float32).mean(axis=1) / 32768
    count = int(length * RATE)
    return np.pad(samples, (0, max(0, count - len(samples))))[:count]
