"""Runs the bench; the last line sums up, and the exit status is 0 where every fault was survived."""

import argparse
import sys
import time
from concurrent.futures import ThreadPoolExecutor, as_completed

from . import connections, consumers, daemon, machine, overload, secrets, streams  # noqa: F401 (they register their faults)
from .fault import FAULTS, Bench, run
from .row import Row, line
from .soak import soak


def main():
    options = _options()
    bench = Bench(options.earshot, options.long)
    began = time.monotonic()
    print(line(Row.HEADER), flush=True)
    if options.soak:
        rows = [_printed(soak(bench, options.soak))]
    else:
        rows = _run_all(bench, options)
    failed = sum(1 for row in rows if row.failures)
    skipped = sum(1 for row in rows if row.not_run)
    print(f"faults: {len(rows) - failed - skipped} survived, {failed} not, {skipped} not run; "
          f"{time.monotonic() - began:.0f} s")
    sys.exit(1 if failed else 0)


def _run_all(bench, options):
    chosen = [
        one for one in FAULTS if (options.long or not one.is_long) and (not options.only or options.only in one.name)]
    together = [one for one in chosen if not one.is_alone]
    with ThreadPoolExecutor(options.jobs) as pool:
        rows = [_printed(done.result()) for done in as_completed(pool.submit(run, one, bench) for one in together)]
    return rows + [_printed(run(one, bench)) for one in chosen if one.is_alone]


def _printed(row):
    print(line(row.cells()), flush=True)
    return row


def _options():
    parser = argparse.ArgumentParser(prog="faults", description=__doc__)
    parser.add_argument("--earshot", required=True, help="the program to break")
    parser.add_argument("--long", action="store_true", help="every fault at its full length: about an hour")
    parser.add_argument("--only", help="faults whose name holds this")
    parser.add_argument("--jobs", type=int, default=4, help="faults at the same time")
    parser.add_argument("--soak", type=float, metavar="MINUTES", help="watch one camera that long instead")
    return parser.parse_args()


main()
