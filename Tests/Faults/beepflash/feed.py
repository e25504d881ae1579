"""Brings the access units of a source to its media at the times of the world's clock."""

import threading
import time
from fractions import Fraction

from .gstreamer import Gst

_ORIGIN = Fraction(time.time_ns() - time.monotonic_ns(), 10**9)


def world_time():
    """Seconds since 1970 by a clock that never steps."""
    return _ORIGIN + Fraction(time.monotonic_ns(), 10**9)


class Feed:
    """A thread that pushes the units of all tracks of one media, each when its time has come."""

    def __init__(self, running_time, lanes, faults):
        """`running_time` gives the media's in nanoseconds, None before it runs; `lanes` maps a track's name to its
        application source and to a function that gives its clip's track."""
        self._running_time = running_time
        self._lanes = lanes
        self._faults = faults
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def stop(self):
        self._ended.set()

    def _run(self):
        origin = self._start_of_running_time()
        if origin is None:
            return
        # Every second begins with a key picture.
        start = int(world_time()) + 1
        numbers = {name: track().first_after(start) for name, (_, track) in self._lanes.items()}
        while not self._ended.is_set():
            due, name = min((self._lanes[name][1]().time(number), name) for name, number in numbers.items())
            if self._ended.wait(max(0.0, float(due - world_time()))):
                return
            self._push(name, numbers[name], due - origin)
            numbers[name] += 1

    def _start_of_running_time(self):
        """In world time; None where the media ends before it runs."""
        while not self._ended.wait(0.005):
            running = self._running_time()
            if running is not None:
                return world_time() - Fraction(running, 10**9)
        return None

    def _push(self, name, number, running_time):
        if name in self._faults.muted or running_time < 0:
            return
        source, track = self._lanes[name]
        source.set_property("caps", track().caps)
        buffer = Gst.Buffer.new_wrapped(track().unit(number))
        buffer.pts = buffer.dts = int(running_time * 10**9)
        buffer.duration = int(track().duration * 10**9)
        source.emit("push-buffer", buffer)
