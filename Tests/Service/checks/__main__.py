"""Holds the installed service to what it promises, under the systemd that runs this; prints one line a promise."""

import subprocess

from . import promises
from .machine import Machine


def main():
    failed = 0
    with Machine() as machine:
        for promise in promises.ALL:
            try:
                print(f"ok      {promise.__doc__} {promise(machine) or ''}".rstrip(), flush=True)
            except (AssertionError, RuntimeError, OSError, subprocess.SubprocessError) as error:
                failed += 1
                print(f"not ok  {promise.__doc__} {error}", flush=True)
                print(machine.unit.journal(lines=30), flush=True)
    print(f"service: {len(promises.ALL) - failed} promises kept, {failed} not")


main()
