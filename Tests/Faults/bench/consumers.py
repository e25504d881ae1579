"""Faults of who reads the events."""

import contextlib
import fcntl
import os
import tempfile

from .fault import fault
from .servers import Camera
from .watching import Watch

"""Bytes: a handful of lines."""
_PIPE = 4096
_WARM_UP = 4
_STALLS = 20


class Piped(Watch):
    """`earshot watch` whose events go into a small pipe; what is read of it goes to the usual file."""

    def __init__(self, earshot, folder, url):
        super().__init__(earshot, folder, url)
        self._command[self._command.index(self.events)] = "-"
        self.is_reading = True

    def start(self, output=None):
        self._pipe, writing = os.pipe()
        fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, _PIPE)
        os.set_blocking(self._pipe, False)
        super().start(writing)
        os.close(writing)

    def __exit__(self, *error):
        super().__exit__(*error)
        os.close(self._pipe)

    def look(self):
        with open(self.events, "ab") as file, contextlib.suppress(BlockingIOError):
            while self.is_reading and (data := os.read(self._pipe, _PIPE)):
                file.write(data)
        super().look()


@fault("slow reader of the events")
def slow_reader(bench, row):
    """A pipe nobody reads for a while holds up neither the recording nor the source."""
    with Camera() as camera, tempfile.TemporaryDirectory(prefix="earshot-faults-") as folder:
        with Piped(bench.earshot, folder, camera.url()) as watch:
            watch.wait_for_seconds(_WARM_UP)
            watch.is_reading = False
            watch.rest(_STALLS / 2)
            before = watch.video.stat().st_size
            watch.rest(_STALLS / 2)
            row.require(watch.video.stat().st_size > before, "the recording waits for the reader")
            watch.is_reading = True
            read = watch.now()
            row.recovered = watch.wait_for_seconds(_STALLS - 2, within=10, after=read)
            watch.wait_for_seconds(_STALLS + _WARM_UP, after=read)
            bench.judge(row, watch, camera.period)
            row.require(row.lost == 0, "the source was lost meanwhile")
