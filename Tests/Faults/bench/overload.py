"""A model that the machine is too slow for: analysis is given up in its order, the recording never."""

import contextlib
import json
import math
import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from .fault import GROWTH_LIMIT, fault, is_second
from .servers import Camera
from .watching import world

_SANDBOX = Path(__file__).resolve().parents[3] / "Sources/Bundles/Resources/sandbox"
_FPS = 5
"""The order in which the daemon promises to give up."""
_ORDER = ["overlay", "stride", "analysis"]
"""With some room, as a longer stride makes the network faster."""
_SLOWNESS = 3.0
"""Seconds that may wait for their labels and for the outputs (`earshot check`), and those in the hands of the stages between
the rings and of the source, which looks ahead."""
_DELAY_LIMIT = 12 + 3 + 5
"""In which what waits and the memory for it come to their bound, and MiB they may still grow by where that is not awaited."""
_FILLS, _FILLS_AT_LEAST = 120, 12
_GROWTH_WHILE_FILLING = 200


@fault("model twice too slow", alone=True)
def slow_model(bench, row):
    """One processor, and on it as many idle loops beside the network as make the model twice too slow on this machine."""
    fills, seconds = (_FILLS, 120) if bench.is_long else (_FILLS_AT_LEAST, 10)
    with Camera(f"--size 320x240 --fps {_FPS}") as camera, tempfile.TemporaryDirectory() as folder:
        with bench.watch(camera.url(), "--model", _slow_bundle(folder), "--threads", "1") as watch:
            processor = max(os.sched_getaffinity(0))
            os.sched_setaffinity(watch.process.pid, {processor})
            pace = _pace(watch)
            with _spinning(processor, max(0, math.ceil(_SLOWNESS / pace - 1))) as spinners:
                began = watch.now()
                row.noticed = watch.wait_for("word of it", lambda line: line["type"] == "overload", within=60, after=began)
                watch.wait_for("seconds left out", _is_left_out, within=90, after=began)
                watch.rest(fills)
                watch.forget_usage()
                watch.rest(seconds)
            bench.judge(row, watch, growth_limit=GROWTH_LIMIT if bench.is_long else _GROWTH_WHILE_FILLING)
            row.remarks.append(f"{pace:.2f} s of processor a second, beside {spinners} loops")
            _judge_what_was_shed(row, watch)
            _judge_delay(row, watch, began + _FILLS_AT_LEAST)


def _slow_bundle(folder):
    """The bundled model, told to look at pictures fifty times as large as those it was made for."""
    bundle = Path(folder) / "slow"
    shutil.copytree(_SANDBOX, bundle)
    manifest = json.loads((bundle / "model.json").read_text())
    manifest["preprocessing"] |= {"short_side": 720, "max_side": 960}
    (bundle / "model.json").write_text(json.dumps(manifest))
    return bundle


def _pace(watch):
    """Seconds of processor that a second of the source takes, whatever else runs."""
    watch.wait_for_seconds(5, within=90)
    before, analysed = _processor_time(watch), _analysed(watch)
    watch.rest(8)
    return max(0.01, (_processor_time(watch) - before) / max(1, _analysed(watch) - analysed))


def _processor_time(watch):
    fields = Path(f"/proc/{watch.process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _analysed(watch):
    return sum(1 for line in watch.lines if is_second(line) and line["state"] == "analysed")


@contextlib.contextmanager
def _spinning(processor, count):
    """That many processes that want one processor all the time."""
    loops = [subprocess.Popen(["sh", "-c", "while :; do :; done"]) for _ in range(count)]
    try:
        for loop in loops:
            os.sched_setaffinity(loop.pid, {processor})
        yield count
    finally:
        for loop in loops:
            loop.kill()
            loop.wait()


def _is_left_out(line):
    return line["type"] == "snippet" and line.get("reason") == "overload"


def _judge_what_was_shed(row, watch):
    ledger = watch.ledger()
    recorded = ledger.total - ledger.lost
    steps = [line["shed"] for line in watch.lines if line["type"] == "overload" and line["active"]]
    first = list(dict.fromkeys(steps))
    row.remarks.append(
        f"gave up {', '.join(first) or 'nothing'}; {ledger.seconds['dropped']:.0f} of {recorded:.0f} s not analysed, "
        f"{ledger.pictures()} pictures")
    row.require(first == _ORDER, f"gave up {first}, not {_ORDER}")
    row.require(ledger.pictures() >= _FPS * recorded - 2, "pictures are missing")
    lost = sum((line["video"] or {}).get("lost_pictures", 0) for line in watch.lines if is_second(line))
    row.require(lost == 0, f"{lost} pictures were given up")


def _judge_delay(row, watch, settled):
    """How long after its end each second was told of, from an instant on."""
    skip = time.time() - (watch.now() - settled)
    delays = [
        world(line["wall"]["written"]) - world(line["time"]) - (line["end_s"] - line["start_s"])
        for line in watch.lines if is_second(line) and world(line["time"]) > skip]
    row.remarks.append(f"told of up to {max(delays):.1f} s late")
    row.require(max(delays) <= _DELAY_LIMIT, f"told of {max(delays):.1f} s late")
