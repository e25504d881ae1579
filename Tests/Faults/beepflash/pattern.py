"""The picture and the sound of each second, drawn and read back.

Second n begins with one bright picture and a beep of 100 ms. Every picture carries n as eight squares along its upper edge
(most significant first; the level that Earshot paints stands at the lower one), the beep carries n mod 16 as its pitch. Numbers count seconds of the world's clock, modulo the period
after which the source repeats.
"""

import math
from array import array

BEEP_SECONDS = 0.1
BITS = 8

DARK, DIM, BRIGHT, WHITE = 16, 60, 200, 235
_LOWEST_PITCH, _PITCH_STEP, _PITCHES = 600, 120, 16
_AMPLITUDE = 0.5 * 32767


def pitch(second):
    """Frequency in Hz of the beep that begins a second."""
    return _LOWEST_PITCH + _PITCH_STEP * (second % _PITCHES)


def beep(second, rate):
    """The samples of a beep, 16 bits, from its first to its last; its edges are steep, so that its begin is sharp."""
    step = 2 * math.pi * pitch(second) / rate
    return array("h", (round(_AMPLITUDE * math.sin(step * i)) for i in range(int(BEEP_SECONDS * rate))))


def sound_second(second, rate, channels):
    """One second of sound, interleaved 16-bit samples: a beep, then silence."""
    mono = beep(second, rate)
    mono.extend(bytes_of_silence(rate - len(mono)))
    if channels == 1:
        return mono
    return array("h", (sample for sample in mono for _ in range(channels)))


def bytes_of_silence(count):
    return array("h", bytes(2 * count))


def picture(second, is_flash, width, height):
    """One picture, planar YUV 4:2:0."""
    background = WHITE if is_flash else DIM
    squares = squares_height(height)
    lower = bytes([background]) * (width * (height - squares))
    return _squares_row(second, width) * squares + lower + bytes([128]) * (width * height // 2)


def squares_height(height):
    """Lines that the squares take."""
    return height // 6


def _squares_row(second, width):
    side = width // BITS
    row = b"".join(
        bytes([WHITE if second >> (BITS - 1 - bit) & 1 else DARK]) * side for bit in range(BITS))
    return row + bytes([DARK]) * (width - len(row))


def number_in(luma, width, height):
    """The second a picture says it belongs to, read from its luma plane."""
    line = width * (squares_height(height) // 2)
    side = width // BITS
    number = 0
    for bit in range(BITS):
        middle = line + bit * side + side // 2
        number = number << 1 | (luma[middle] > (DARK + WHITE) // 2)
    return number


def is_flash(luma, width, height):
    """Whether most of a picture is bright."""
    rows = range(2 * squares_height(height), height - squares_height(height), max(1, height // 10))
    samples = [luma[width * row + column] for row in rows for column in range(width // 8, width, width // 6)]
    return sorted(samples)[len(samples) // 2] > (DIM + WHITE) // 2
