"""The encoded source: one period of both tracks as lists of access units that repeat without a seam."""

import math
import os
import pickle
import subprocess
import tempfile
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from . import pattern
from .gstreamer import Gst

# One level for all sizes: the RTP session was announced with it.
VIDEO = {
    "h264": "-c:v libx264 -preset ultrafast -tune zerolatency -threads 1 -level 3.1 -bf 0 -sc_threshold 0 -crf 28",
    "h265": "-c:v libx265 -preset ultrafast -tune zerolatency -x265-params log-level=error:level-idc=31:bframes=0:scenecut=0 -crf 30",
    "mjpeg": "-c:v mjpeg -pix_fmt yuvj420p -huffman default -q:v 6",
}


"""After which the numbers of the seconds in a file repeat: as many as eight squares can tell."""
PERIOD = 2**pattern.BITS


@dataclass(frozen=True)
class SoundCodec:
    options: str
    """Samples of one access unit."""
    frame: int
    """Samples by which the encoder delays, at its own rate."""
    delay: int
    """Name and sample of a codec that needs no container."""
    caps: str | None = None
    rate: int = 16000


SOUND = {
    "aac": SoundCodec("-c:a aac -b:a 48k", 1024, 1024),
    "mp2": SoundCodec("-c:a mp2 -b:a 96k", 1152, 481, rate=48000),
    "opus": SoundCodec("-c:a libopus -b:a 48k", 960, 312, rate=48000),
    "mulaw": SoundCodec("-c:a pcm_mulaw -f mulaw", 160, 0, "audio/x-mulaw", 8000),
    "alaw": SoundCodec("-c:a pcm_alaw -f alaw", 160, 0, "audio/x-alaw", 8000),
}


@dataclass(frozen=True)
class Track:
    """Access units of one period."""

    caps: object
    units: list
    """Seconds of one unit."""
    duration: Fraction
    """Where unit 0 stands, in seconds; negative by the encoder's delay."""
    start: Fraction

    def unit(self, number):
        return self.units[number % len(self.units)]

    def time(self, number):
        return self.start + number * self.duration

    def first_after(self, time):
        """The number of the first unit at or after a time."""
        return math.ceil((Fraction(time) - self.start) / self.duration)


def period(sound, rate):
    """The fewest whole seconds, a minute at least, that whole sound frames fill."""
    if sound == "none":
        return 64
    frame = SOUND[sound].frame
    return next(length for length in range(60, 257) if length * rate % frame == 0)


class Clips:
    """Encoded tracks; where there is a folder, what was encoded once is taken from it, by other processes too."""

    def __init__(self, folder=None):
        self._folder = folder and Path(folder)

    def video_track(self, codec, size, fps, length):
        name = f"{codec}-{size[0]}x{size[1]}-{fps}-{length}"
        return self._kept(name, lambda: video_track(codec, size, fps, length))

    def sound_track(self, codec, rate, channels, length):
        return self._kept(f"{codec}-{rate}-{channels}-{length}", lambda: sound_track(codec, rate, channels, length))

    def _kept(self, name, encode):
        if self._folder is None:
            return encode()
        file = self._folder / name
        if not file.exists():
            track = encode()
            with tempfile.NamedTemporaryFile(dir=self._folder, delete=False) as unfinished:
                unfinished.write(pickle.dumps((track.caps.to_string(), track.units, track.duration, track.start)))
            os.replace(unfinished.name, file)
        caps, units, duration, start = pickle.loads(file.read_bytes())
        return Track(Gst.Caps.from_string(caps), units, duration, start)


def video_track(codec, size, fps, length):
    scale = f"-vf scale={size[0]}:{size[1]}:flags=neighbor"
    caps, units = _demuxed(f"{_raw(fps)} {scale} {VIDEO[codec]} -g {fps}", _frames(fps, length))
    assert len(units) == length * fps, f"{len(units)} pictures"
    return Track(caps, units, Fraction(1, fps), Fraction(0))


def sound_track(codec, rate, channels, length):
    kind = SOUND[codec]
    # Twice the period: units of its second half have the first half before them, as they will when they repeat.
    samples = b"".join(pattern.sound_second(s % length, rate, channels).tobytes() for s in range(2 * length))
    encode = f"-f s16le -ar {rate} -ac {channels} -i pipe:0 {kind.options}"
    count = length * rate // kind.frame
    if kind.caps:
        data = _ffmpeg(f"{encode} pipe:1", samples)
        size = kind.frame * channels
        units = [data[i * size:(i + 1) * size] for i in range(count)]
        caps = Gst.Caps.from_string(f"{kind.caps},rate={rate},channels={channels}")
    else:
        caps, units = _demuxed(encode, samples)
        units = units[count:2 * count]
    assert len(units) == count, f"{len(units)} sound frames"
    return Track(caps, units, Fraction(kind.frame, rate), Fraction(-kind.delay, rate))


def write(path, seconds, fps=10, rate=16000):
    """The source as a file, H.264 and AAC, whose first second has the number 0."""
    with tempfile.NamedTemporaryFile(suffix=".wav") as sound:
        samples = b"".join(pattern.sound_second(second, rate, 1).tobytes() for second in range(seconds))
        _ffmpeg(f"-f s16le -ar {rate} -ac 1 -i pipe:0 -y {sound.name}", samples)
        _ffmpeg(
            f"{_raw(fps)} -i {sound.name} {VIDEO['h264']} -g {fps} {SOUND['aac'].options} -y {path}",
            _frames(fps, seconds))


"""Pictures are drawn in one size; ffmpeg brings them to any other."""
_DRAWN = (160, 120)


def _raw(fps):
    return f"-f rawvideo -pix_fmt yuv420p -s {_DRAWN[0]}x{_DRAWN[1]} -r {fps} -i pipe:0"


def _frames(fps, seconds):
    return b"".join(
        pattern.picture(second, index == 0, *_DRAWN) for second in range(seconds) for index in range(fps))


def _ffmpeg(options, data):
    command = ["ffmpeg", "-v", "error", *options.split()]
    return subprocess.run(command, input=data, stdout=subprocess.PIPE, check=True).stdout


def _demuxed(options, data):
    """Encodes and returns caps and access units."""
    with tempfile.NamedTemporaryFile(suffix=".mkv") as file:
        _ffmpeg(f"{options} -y {file.name}", data)
        pipeline = Gst.parse_launch(
            f"filesrc location={file.name} ! matroskademux ! appsink name=sink sync=false max-buffers=0")
        pipeline.set_state(Gst.State.PLAYING)
        sink = pipeline.get_by_name("sink")
        caps, units = None, []
        while sample := sink.emit("pull-sample"):
            caps = caps or sample.get_caps()
            buffer = sample.get_buffer()
            units.append(buffer.extract_dup(0, buffer.get_size()))
        pipeline.set_state(Gst.State.NULL)
    return caps, units
