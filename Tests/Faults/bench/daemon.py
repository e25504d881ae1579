"""Faults of a process with many pipelines: dead sources among live ones, storms of signals, connections lost over and over."""

import signal
import tempfile
import time

from .fault import GROWTH_LIMIT, fault, is_second
from .fleet import Fleet
from .servers import Camera, free_port

"""Seconds from the start until the last of many cameras is watched."""
_ALL_REACHED = 20
_LEDGER_TOLERANCE = 3.0
"""MiB of a source's seconds that may wait for their labels on a busy machine."""
_WAITING = 3


@fault("many sources, a quarter of them dead", alone=True)
def many(bench, row):
    count, seconds = (40, 60) if bench.is_long else (8, 15)
    names = [f"s{number}" for number in range(count)]
    dead = names[::4]
    alive = [name for name in names if name not in dead]
    gone = free_port()
    with Camera(f"--cameras {count}") as camera, tempfile.TemporaryDirectory(prefix="earshot-faults-") as folder:
        addresses = {
            name: camera.url("camera", port=gone) if name in dead else camera.url(f"camera{number + 1}")
            for number, name in enumerate(names)}
        with Fleet(bench.earshot, folder, addresses) as fleet:
            _wait_for_all(fleet, alive, within=60)
            reached = time.monotonic() - fleet.began
            row.require(reached <= _ALL_REACHED, f"the last live source is watched after {reached:.0f} s")
            row.remarks.append(f"{count} sources, {len(dead)} dead; all others watched within {reached:.0f} s")
            fleet.rest(5)
            early = fleet.usage()
            fleet.rest(seconds - 5)
            _tell_growth(row, fleet, early)
            fleet.stop(row)
            _judge_many(row, fleet, alive, dead)


def _judge_many(row, fleet, alive, dead):
    row.lost = max(fleet.ledger(name).lost for name in alive)
    row.require(row.lost == 0, f"a live source lost {row.lost:.1f} s")
    _tell_ledger(row, fleet, alive, since_start=_ALL_REACHED)
    waiting = [fleet.ledger(name) for name in dead]
    row.require(all("connecting" in ledger.statuses() for ledger in waiting), "a dead source says nothing")
    row.require(
        all(abs(ledger.lost - fleet.watched) <= _LEDGER_TOLERANCE for ledger in waiting),
        "a dead source's ledger is no gap of the whole time")


def _tell_ledger(row, fleet, names, since_start):
    """The ledger that is furthest from the clock; up to `since_start` a source may not have been reached."""
    totals = {name: fleet.ledger(name).total for name in names}
    row.watched = fleet.watched
    row.ledger = min(totals.values())
    row.require(
        all(-_LEDGER_TOLERANCE <= fleet.watched - total <= since_start for total in totals.values()),
        f"ledgers of {min(totals.values()):.1f} to {max(totals.values()):.1f} s")
    disagreements = fleet.disagreements()
    row.require(not disagreements, f"verify: {disagreements}")


def _tell_growth(row, fleet, early):
    late = fleet.usage()
    row.memory, row.descriptors = (late[0] - early[0]) / 2**20, late[1] - early[1]
    limit = max(GROWTH_LIMIT, _WAITING * len(fleet.names))
    row.require(row.memory <= limit, f"grew by {row.memory:.0f} MiB")
    row.require(row.descriptors <= 2, f"{row.descriptors} descriptors more")
    row.require(late[2] - early[2] <= 2, f"{late[2] - early[2]} threads more")


def _wait_for_all(fleet, names, within):
    """Until each source has told of a second."""
    deadline = time.monotonic() + within
    while True:
        fleet.look()
        waiting = [name for name in names if not any(is_second(line) for line in fleet.lines[name])]
        if not waiting:
            return
        if time.monotonic() > deadline:
            raise RuntimeError(f"{len(waiting)} sources told of no second within {within} s")
        time.sleep(0.2)


@fault("forced reconnects", alone=True)
def reconnects(bench, row):
    """Many sources at once, as waits grow to half a minute where connections are lost over and over."""
    count, each = (40, 25) if bench.is_long else (8, 2)
    names = [f"camera{number + 1}" for number in range(count)]
    with Camera(f"--cameras {count}") as camera, tempfile.TemporaryDirectory(prefix="earshot-faults-") as folder:
        with Fleet(bench.earshot, folder, {name: camera.url(name) for name in names}, video=True) as fleet:
            _wait_for_all(fleet, names, within=60)
            # What is opened the first times is no leak; what is opened each time is.
            _disconnect(fleet, camera, each // 2)
            early = fleet.usage()
            row.recovered = _disconnect(fleet, camera, each - each // 2)
            _tell_growth(row, fleet, early)
            fleet.stop(row)
            row.lost = max(fleet.ledger(name).lost for name in names)
            _tell_ledger(row, fleet, names, since_start=_ALL_REACHED)
            epochs = sum(fleet.ledger(name).epochs for name in names)
            row.require(epochs == count * (each + 1), f"{epochs} epochs of {count} sources")
            row.remarks.append(f"{count * each} times: {count} sources, {each} each")


def _disconnect(fleet, camera, times):
    """Takes each source's connection away so often, whenever it has told of a second of it; returns the longest time until
    it was back."""
    left = dict.fromkeys(fleet.names, times)
    broken, longest = {}, 0.0
    while any(left.values()) or broken:
        fleet.look()
        now = time.monotonic()
        for name in fleet.names:
            if name in broken:
                epoch, since = broken[name]
                if now - since > 60:
                    raise RuntimeError(f"{name} is not back after 60 s")
                if _epoch(fleet, name) == epoch:
                    continue
                longest = max(longest, now - since)
                del broken[name]
            if left[name]:
                left[name] -= 1
                broken[name] = _epoch(fleet, name), now
                camera.tell(f"disconnect {name}")
        time.sleep(0.1)
    return longest


def _epoch(fleet, name):
    """Of the newest second."""
    return max(line["epoch"] for line in fleet.lines[name] if is_second(line))


@fault("storm of SIGHUP")
def storm(bench, row):
    with Camera() as camera, tempfile.TemporaryDirectory(prefix="earshot-faults-") as folder:
        with Fleet(bench.earshot, folder, {"yard": camera.url()}, video=True) as fleet:
            _wait_for_all(fleet, ["yard"], within=60)
            fleet.rest(3)
            early = fleet.usage()
            for _ in range(200):
                fleet.process.send_signal(signal.SIGHUP)
                time.sleep(0.02)
            fleet.rest(4)
            _tell_growth(row, fleet, early)
            fleet.stop(row)
        ledger = fleet.ledger("yard")
        row.lost = ledger.lost
        _tell_ledger(row, fleet, ["yard"], since_start=_ALL_REACHED)
        row.require(ledger.lost == 0 and ledger.epochs == 1, "a stream was touched though nothing had changed")
        row.remarks.append("200 signals")
