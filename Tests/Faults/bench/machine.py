"""Faults of the machine: no room, no time, a clock that steps, a process that dies."""

import contextlib
import json
import random
import shutil
import signal
import subprocess
import tempfile
import time
from datetime import datetime, timezone
from pathlib import Path

from .fault import fault, is_second, now
from .servers import Camera
from .watching import Run

_WARM_UP = 4
"""Seconds in which rings and the recording's waiting room fill to their bound, and MiB they may vary by afterwards."""
_OVERLOAD_FILLS = 60
_OVERLOAD_GROWTH = 300
_SANDBOX = Path(__file__).resolve().parents[3] / "Sources/Bundles/Resources/sandbox"
_LIBFAKETIME = Path("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1")


@fault("kill -9 at random instants")
def killed(bench, row):
    count = 200 if bench.is_long else 4
    generator = random.Random(1)
    worst = 0.0
    with Camera() as camera, tempfile.TemporaryDirectory(prefix="earshot-faults-") as folder:
        began = now()
        for number in range(count):
            with Run(bench.earshot, folder, camera.url()) as watch:
                _wait_for_new_second(watch)
                time.sleep(generator.uniform(0, 2.5))
                watch.process.send_signal(signal.SIGKILL)
                watch.process.wait()
                disagreement = watch.verified()
                row.require(not disagreement, f"after kill {number + 1}: {disagreement}")
                worst = max(worst, _told_less_than_recorded(watch))
                if row.failures:
                    return
        with Run(bench.earshot, folder, camera.url()) as watch:
            _wait_for_new_second(watch)
            watch.stop()
            watch.watched = now() - began
            bench.judge(row, watch, stops=False)
        row.remarks.append(f"{count} times, at most {worst:.1f} s recorded and not told of")


def _wait_for_new_second(watch):
    """Lines of earlier runs stand in the file too."""
    started = datetime.now(timezone.utc).isoformat()
    watch.wait_for("new second", lambda line: is_second(line) and line["wall"]["written"] > started, within=60)


def _told_less_than_recorded(watch):
    """Seconds of video behind the last line: what a crash may cost."""
    watch.look()
    ends = [
        line["video"]["pts"] * line["video"]["time_base"][0] / line["video"]["time_base"][1]
        + line["end_s"] - line["start_s"] for line in watch.lines if line["type"] == "snippet" and line["video"]]
    parts = sorted(watch.folder.glob("video*.mp4"))
    told = max(ends, default=0.0)
    lengths = [
        subprocess.run(
            ["ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", part], capture_output=True,
            text=True, check=False).stdout.strip() for part in parts]
    recorded = sum(float(length) for length in lengths if length and length != "N/A")
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
    freed = now()
    recovered = watch.wait_for_seconds(1, within=40, after=freed)
    watch.wait_for_seconds(3, after=freed)
    return recovered


@fault("slow reader of the events")
def slow_reader(bench, row):
    """A pipe nobody reads for a while holds up neither the recording nor the source for good."""
    with Camera() as camera, tempfile.TemporaryDirectory(prefix="earshot-faults-") as folder:
        video = Path(folder) / "video.mp4"
        process = subprocess.Popen(
            [bench.earshot, "watch", camera.url(), "--events", "-", "--video", video, "--preset", "ultrafast"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        try:
            time.sleep(12)
            before = video.stat().st_size if video.exists() else 0
            time.sleep(4)
            row.require(video.exists() and video.stat().st_size > before, "the recording waits for the reader")
            process.send_signal(signal.SIGTERM)
            lines = process.communicate(timeout=15)[0].splitlines()
            row.require(len(lines) > 10, f"{len(lines)} lines after it read again")
        finally:
            process.kill()


@fault("clock steps by an hour, and back")
def clock_steps(bench, row):
    if not _LIBFAKETIME.exists():
        row.not_run = "libfaketime is not installed"
        return
    with Camera() as camera, tempfile.TemporaryDirectory() as folder:
        offset = Path(folder) / "offset"
        offset.write_text("+0")
        environment = {
            "LD_PRELOAD": str(_LIBFAKETIME), "FAKETIME_TIMESTAMP_FILE": str(offset), "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            # Else the library adds a variable, and Swift no longer finds the arguments beside the environment.
            "FAKETIME_SHARED": "none none"}
        with bench.watch(camera.url(), environment=environment) as watch:
            for step in ("+0", "+3600", "-3600"):
                offset.write_text(step)
                watch.wait_for_seconds(_WARM_UP, after=now())
            bench.judge(row, watch)
            row.require(watch.ledger().epochs == 1, f"{watch.ledger().epochs} epochs")


@fault("model twice too slow")
def slow_model(bench, row):
    seconds = 120 if bench.is_long else 15
    with Camera("--size 1600x1200 --fps 5") as camera, tempfile.TemporaryDirectory() as folder:
        with bench.watch(camera.url(), "--model", _slow_bundle(folder), "--threads", "1") as watch:
            watch.wait_for("a recorded second", lambda line: line["type"] == "snippet", within=60)
            watch.rest(_OVERLOAD_FILLS)
            watch.forget_usage()
            watch.rest(seconds)
            bench.judge(row, watch, growth_limit=_OVERLOAD_GROWTH)
            _tell_what_was_shed(row, watch, fps=5)


def _slow_bundle(folder):
    """The bundled model, told to look at pictures a hundred times as large as those it was made for."""
    bundle = Path(folder) / "slow"
    shutil.copytree(_SANDBOX, bundle)
    manifest = json.loads((bundle / "model.json").read_text())
    manifest["preprocessing"] |= {"short_side": 1200, "max_side": 1600}
    (bundle / "model.json").write_text(json.dumps(manifest))
    return bundle


def _tell_what_was_shed(row, watch, fps):
    ledger = watch.ledger()
    dropped = ledger.seconds["dropped"]
    recorded = ledger.total - ledger.lost
    shed = sorted({line["shed"] for line in watch.lines if line["type"] == "overload"})
    row.remarks.append(
        f"shed {', '.join(shed) or 'nothing'}; {dropped:.0f} of {recorded:.0f} s not analysed, "
        f"{ledger.pictures()} pictures")
    row.require(shed, "nothing was shed: the model was not too slow")
    row.require(ledger.pictures() >= fps * (recorded - 2), "pictures are missing")
