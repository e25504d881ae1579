"""Where the flashes and beeps of a recording stand: against each other, and against the world's clock."""

import subprocess
from array import array
from dataclasses import dataclass

from beepflash import clip, pattern

from .watching import world

_RATE = 16000
_LOUD = 3000


@dataclass
class Placement:
    """In milliseconds. The largest distance of a beep from its flash."""
    skew: float
    """The largest distance of a flash from where the first of its epoch says it should be."""
    drift: float
    """What `time` says of a flash less when it was, in the median of the epoch where that is largest; None for a source
    whose seconds are not the world's."""
    offset: float | None
    flashes: int
    beeps: int

    def __str__(self):
        text = f"{self.flashes} flashes, {self.beeps} beeps: skew {self.skew:.0f} ms, drift {self.drift:.0f} ms"
        return text if self.offset is None else f"{text}, time {self.offset:+.0f} ms"


def measure(video, lines, period, size=(160, 120)):
    flashes = [(number, at) for number, at in _flashes(video, size) if not _begins_an_epoch(at, lines)]
    onsets = _onsets(video)
    skews = [min((onset - at for onset in onsets), key=abs, default=9) for _, at in flashes]
    with_beep = [skew for skew in skews if abs(skew) < 0.5]
    errors = _world_errors(flashes, lines, period)
    medians = {epoch: sorted(values)[len(values) // 2] for epoch, values in errors.items()}
    drift = max((abs(error - medians[epoch]) for epoch, values in errors.items() for error in values), default=0.0)
    return Placement(
        skew=1000 * max((abs(skew) for skew in with_beep), default=0.0), drift=1000 * drift,
        offset=None if period == clip.PERIOD else 1000 * max(medians.values(), key=abs, default=0.0),
        flashes=len(flashes), beeps=len(with_beep))


def widest_distance(video):
    """Seconds between the two neighbouring pictures that are furthest apart."""
    times = _picture_times(video)
    return max(later - earlier for earlier, later in zip(times, times[1:]))


def _begins_an_epoch(at, lines):
    """The first beep of a connection is clipped: its codec has nothing to overlap with."""
    return any(
        0 <= at - _start(line) < 0.2 for line in lines
        if line["type"] == "snippet" and line["video"] and "epoch_start" in line)


def _world_errors(flashes, lines, period):
    """For each epoch: what `time` says of a flash less the second it is."""
    seconds = [line for line in lines if line["type"] == "snippet" and line["video"] and line["time"]]
    errors = {}
    for number, at in flashes:
        line = next((line for line in seconds if _start(line) - 1e-6 <= at < _start(line) + 1), None)
        if line is None:
            continue
        off = (world(line["time"]) + at - _start(line) - number) % period
        errors.setdefault(line["epoch"], []).append(off - period if off > period / 2 else off)
    return errors


def _start(line):
    position = line["video"]
    numerator, denominator = position["time_base"]
    return position["pts"] * numerator / denominator


def _flashes(video, size):
    """Number and time of each bright picture."""
    width, height = size
    pictures = subprocess.run(
        ["ffmpeg", "-v", "error", "-i", video, "-map", "0:v", "-vsync", "passthrough", "-vf", f"scale={width}:{height}",
         "-f", "rawvideo", "-pix_fmt", "gray", "pipe:1"], capture_output=True, check=False).stdout
    area = width * height
    for index, at in enumerate(_picture_times(video)):
        luma = pictures[index * area:(index + 1) * area]
        if len(luma) == area and pattern.is_flash(luma, width, height):
            yield pattern.number_in(luma, width, height), at


def _picture_times(video):
    stamps = subprocess.run(
        ["ffprobe", "-v", "error", "-select_streams", "v", "-show_entries", "packet=pts_time", "-of", "csv=p=0", video],
        capture_output=True, text=True, check=True).stdout.split()
    return sorted(float(stamp.strip(",")) for stamp in stamps)


def _onsets(video):
    """Times at which it becomes loud after a quarter of a second of quiet."""
    data = subprocess.run(
        ["ffmpeg", "-v", "error", "-i", video, "-map", "0:a?", "-af", "aresample=async=1:min_hard_comp=0.01:first_pts=0",
         "-ac", "1", "-ar", str(_RATE), "-f", "s16le", "pipe:1"], capture_output=True, check=False).stdout
    samples = array("h", data[:len(data) // 2 * 2])
    onsets, last_loud = [], -_RATE
    for index, sample in enumerate(samples):
        if sample > _LOUD or sample < -_LOUD:
            if index - last_loud > _RATE // 4:
                onsets.append(index / _RATE)
            last_loud = index
    return onsets
