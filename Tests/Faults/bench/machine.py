"""Faults of the machine: no room, no time, a clock that steps, a process that dies."""

import contextlib
import random
import signal
import subprocess
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timezone
from pathlib import Path

from .fault import fault, is_second, now
from .servers import Camera
from .watching import Run

_WARM_UP = 4
"""Seconds of video that a kill may leave without lines: the one whose line is about to be written."""
_KILL_COST = 1.1
"""Runs that may pass before one hears of the camera's clock in its first second."""
_ATTEMPTS = 5
_LIBFAKETIME = next(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"), None)

_FAKETIME = {
    "LD_PRELOAD": str(_LIBFAKETIME), "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    # Else the library adds a variable, and Swift no longer finds the arguments beside the environment.
    "FAKETIME_SHARED": "none none"}


@fault("kill -9 at random instants")
def killed(bench, row):
    """Several runs at a time, each killed and started again with the same outputs."""
    runs, count = (4, 50) if bench.is_long else (2, 2)
    with Camera() as camera, ThreadPoolExecutor(runs) as pool:
        costs = list(pool.map(lambda number: _kill_over_and_over(bench, row, camera, number, count), range(runs)))
    row.remarks.append(f"{runs * count} times, at most {max(costs):.1f} s recorded and not told of")
    row.require(max(costs) <= _KILL_COST, "more than one second is recorded and not told of")


def _kill_over_and_over(bench, row, camera, number, count):
    """The most seconds of video that a kill left without lines."""
    generator, worst = random.Random(number), 0.0
    with tempfile.TemporaryDirectory(prefix="earshot-faults-") as folder:
        began = now()
        for kill in range(count):
            with Run(bench.earshot, folder, camera.url()) as watch:
                _wait_for_new_second(watch)
                time.sleep(generator.uniform(0, 2.5))
                watch.process.kill()
                watch.process.wait()
                disagreement = watch.verified()
                row.require(not disagreement, f"run {number} after kill {kill + 1}: {disagreement}")
                worst = max(worst, _told_less_than_recorded(watch))
                if row.failures:
                    return worst
        with Run(bench.earshot, folder, camera.url()) as watch:
            row.recovered = max(row.recovered or 0, _wait_for_new_second(watch))
            # Loading the model is no growth.
            watch.forget_usage()
            watch.stop()
            watch.watched = now() - began
            bench.judge(row, watch, stops=False)
    return worst


def _wait_for_new_second(watch):
    """Lines of earlier runs stand in the file too."""
    started = datetime.now(timezone.utc).isoformat()
    is_new = lambda line: is_second(line) and line["wall"]["written"] > started  # noqa: E731
    return watch.wait_for("new second", is_new, within=60, after=watch.began)


def _told_less_than_recorded(watch):
    """Seconds of the last video file behind the last line about it: what a crash may cost."""
    watch.look()
    parts = sorted(watch.folder.glob("video*.mp4"), key=lambda part: part.stat().st_mtime)
    told = sum(
        line["end_s"] - line["start_s"] for line in watch.lines
        if line["type"] == "snippet" and line["video"] and line["wall"]["file"] == parts[-1].name)
    length = subprocess.run(
        ["ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", parts[-1]],
        capture_output=True, text=True, check=False).stdout.strip()
    recorded = float(length) if length and length != "N/A" else 0.0
    return max(0.0, recorded - told)


@fault("disk full, then room again")
def disk_full(bench, row):
    with Camera() as camera, tempfile.TemporaryDirectory(prefix="earshot-faults-") as folder:
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder], check=False)
        if mounted.returncode != 0:
            row.not_run = "a file system could not be mounted"
            return
        try:
            _fill_and_clear(bench, row, camera, folder)
        finally:
            subprocess.run(["umount", "-l", folder], check=False)


def _fill_and_clear(bench, row, camera, folder):
    with Run(bench.earshot, folder, camera.url()) as watch:
        watch.wait_for_seconds(_WARM_UP)
        for _ in range(2):
            # What is opened the first time is no leak; what is opened each time is.
            watch.forget_usage()
            row.recovered = _fill_once(row, watch, Path(folder) / "ballast")
        bench.judge(row, watch)
        row.remarks.append("twice")


def _fill_once(row, watch, ballast):
    """Seconds from the room that is there again to the next second that is told of."""
    with open(ballast, "wb", buffering=0) as file, contextlib.suppress(OSError):
        while file.write(bytes(4096)):
            pass
    watch.rest(6)
    row.require(watch.process.poll() is None, f"earshot ended: {watch.last_words()}")
    ballast.unlink()
    freed = watch.now()
    recovered = watch.wait_for_seconds(1, within=40, after=freed)
    watch.wait_for_seconds(3, after=freed)
    return recovered


@fault("camera's clock an hour slow, kill -9")
def slow_clock(bench, row):
    """By the camera's clock, nobody has watched for an hour when the daemon comes back."""
    if _LIBFAKETIME is None:
        row.not_run = "libfaketime is not installed"
        return
    with Camera(environment=_FAKETIME | {"FAKETIME": "-3600"}) as camera, tempfile.TemporaryDirectory() as folder:
        began = now()
        is_told = any(_follows_camera_until_killed(bench, folder, camera) for _ in range(_ATTEMPTS))
        row.require(is_told, f"{_ATTEMPTS} runs did not hear of the camera's clock")
        with Run(bench.earshot, folder, camera.url()) as watch:
            row.recovered = _wait_for_new_second(watch)
            watch.forget_usage()
            watch.stop()
            watch.watched = now() - began
            bench.judge(row, watch, stops=False)


def _follows_camera_until_killed(bench, folder, camera):
    """Whether a run that is killed had the time of the camera, which tells it every few seconds."""
    with Run(bench.earshot, folder, camera.url()) as watch:
        _wait_for_new_second(watch)
        watch.wait_for_seconds(4, after=watch.now())
        watch.process.kill()
        watch.process.wait()
        return [line for line in watch.lines if is_second(line)][-1]["time_source"] == "rtcp_ntp"


@fault("clock steps by an hour, and back")
def clock_steps(bench, row):
    if _LIBFAKETIME is None:
        row.not_run = "libfaketime is not installed"
        return
    with Camera() as camera, tempfile.TemporaryDirectory() as folder:
        offset = Path(folder) / "offset"
        offset.write_text("+0")
        environment = _FAKETIME | {"FAKETIME_TIMESTAMP_FILE": str(offset), "FAKETIME_NO_CACHE": "1"}
        with bench.watch(camera.url(), environment=environment) as watch:
            for step in ("+0", "+3600", "-3600"):
                offset.write_text(step)
                watch.wait_for_seconds(_WARM_UP, after=watch.now())
            bench.judge(row, watch)
            row.require(watch.ledger().epochs == 1, f"{watch.ledger().epochs} epochs")
