"""What every fault of the bench has: a name, what it costs, and the judgement of a run."""

import contextlib
import tempfile
import time
from dataclasses import dataclass
from typing import Callable

from . import placement
from .row import Row
from .watching import Watch

"""How far the sum of a ledger may be from the clock: the second that begins and the one that ends are parts."""
_LEDGER_TOLERANCE = 2.0
"""Until a source that is there has been reached."""
_REACH_LIMIT = 10.0
SKEW_LIMIT = 40.0
"""A probe of what is away every two seconds, and the promise for the first label after it."""
RECOVERY_LIMIT = 2 + 5
"""Memory may still settle in a run of seconds; the soak judges slopes."""
GROWTH_LIMIT = 24.0

FAULTS = []


@dataclass
class Fault:
    name: str
    run: Callable
    is_long: bool
    """It needs the machine to itself."""
    is_alone: bool


def fault(name, is_long=False, alone=False):
    """Makes a function of a bench and a row a fault of the table; `is_long` keeps it out of the short form, `alone` away
    from the others."""
    def register(function):
        FAULTS.append(Fault(name, function, is_long, alone))
        return function
    return register


class Bench:
    def __init__(self, earshot, is_long):
        self.earshot = earshot
        self.is_long = is_long

    @contextlib.contextmanager
    def watch(self, url, *flags, **options):
        with tempfile.TemporaryDirectory(prefix="earshot-faults-") as folder:
            with Watch(self.earshot, folder, url, *flags, **options) as watch:
                yield watch

    def judge(self, row, watch, period=None, stops=True, growth_limit=GROWTH_LIMIT):
        """Stops a run and fills in what every row tells; `period` of the source asks for the places of its flashes."""
        if stops:
            took = watch.stop()
            row.require(took <= 6, f"stopped {took:.1f} s after SIGTERM")
            row.require(watch.lines[-1]["type"] == "stop", "it ended without its last line")
        ledger = watch.ledger()
        reached = watch.reached()
        row.lost, row.ledger, row.watched = ledger.lost, ledger.total, watch.watched - reached
        row.require(reached <= _REACH_LIMIT, f"the source's life begins {reached:.1f} s after the start")
        row.require(
            abs(row.ledger - row.watched) <= _LEDGER_TOLERANCE,
            f"the ledger is {row.ledger - row.watched:+.1f} s off the clock")
        row.memory, row.descriptors = watch.growth()
        row.require(row.memory <= growth_limit, f"grew by {row.memory:.0f} MiB")
        row.require(row.descriptors <= 2, f"{row.descriptors} descriptors more")
        disagreement = watch.verified()
        row.require(not disagreement, f"verify: {disagreement}")
        if period:
            self._place(row, watch, period)

    @staticmethod
    def _place(row, watch, period):
        places = placement.measure(watch.video, watch.lines, period)
        row.remarks.append(str(places))
        row.require(places.flashes >= 3 and places.beeps >= 3, "no flashes or no beeps in the video")
        row.require(places.skew <= SKEW_LIMIT, f"beeps are up to {places.skew:.0f} ms from their flashes")
        row.require(places.drift <= SKEW_LIMIT, f"flashes are up to {places.drift:.0f} ms from their seconds")


def run(one, bench):
    """The row of one fault, whatever happens."""
    row = Row(one.name)
    try:
        one.run(bench, row)
    except Exception as error:  # noqa: BLE001 (a fault that cannot be run is a line of the table, not the end of the bench)
        row.failures.append(f"{type(error).__name__}: {error}")
    return row


def now():
    return time.monotonic()


def is_status(*names):
    return lambda line: line["type"] == "source_status" and line["status"] in names


def is_second(line):
    return line["type"] == "snippet"
