"""Faults of a process with many pipelines: dead sources among live ones, storms of signals."""

import json
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from .fault import fault
from .ledger import Ledger
from .servers import Camera, free_port
from .watching import usage


def _spec(folder, name, url):
    path = Path(folder) / f"{name}.yaml"
    path.write_text(
        f"source:\n  id: {name}\n  url: {url}\nmodel:\n  stride: 5\noutputs:\n  events:\n    path: {folder}/{name}.jsonl\n")
    return path


def _lines(folder, name):
    path = Path(folder) / f"{name}.jsonl"
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_bytes().split(b"\n")[:-1]]


def _run(bench, folder, specs):
    return subprocess.Popen(
        [bench.earshot, "run", *specs, "--pid-file", Path(folder) / "pid"], stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL)


def _knows_run(bench, row):
    listed = subprocess.run([bench.earshot, "--help"], capture_output=True, text=True, check=False).stdout
    known = "\n  run " in listed
    if not known:
        row.failures.append("earshot has no run command")
    return known


@fault("many sources, a quarter of them dead")
def many(bench, row):
    if not _knows_run(bench, row):
        return
    count, seconds = (40, 60) if bench.is_long else (8, 15)
    dead = {number for number in range(count) if number % 4 == 0}
    gone = free_port()
    with Camera(f"--cameras {count}") as camera, tempfile.TemporaryDirectory() as folder:
        specs = [
            _spec(folder, f"s{n}", camera.url("camera", port=gone) if n in dead else camera.url(f"camera{n + 1}"))
            for n in range(count)]
        process = _run(bench, folder, specs)
        try:
            time.sleep(5 + seconds / 3)
            early = usage(process.pid)
            time.sleep(seconds * 2 / 3)
            late = usage(process.pid)
            row.memory, row.descriptors = (late[0] - early[0]) / 2**20, late[1] - early[1]
            process.send_signal(signal.SIGTERM)
            process.wait(15)
        finally:
            process.kill()
        ledgers = {n: Ledger(_lines(folder, f"s{n}")) for n in range(count)}
        alive = [ledgers[n].total - ledgers[n].lost for n in range(count) if n not in dead]
        row.lost = max(ledgers[n].lost for n in range(count) if n not in dead)
        row.require(min(alive) >= seconds - 2, f"a live source has {min(alive):.0f} s")
        waiting = [ledgers[n].statuses() for n in dead]
        row.require(all(waiting), "a dead source says nothing")
        row.remarks.append(f"{count} sources, {len(dead)} dead; live ones have {min(alive):.0f} to {max(alive):.0f} s")


@fault("storm of SIGHUP")
def storm(bench, row):
    if not _knows_run(bench, row):
        return
    with Camera() as camera, tempfile.TemporaryDirectory() as folder:
        process = _run(bench, folder, [_spec(folder, "yard", camera.url())])
        try:
            time.sleep(5)
            for _ in range(200):
                process.send_signal(signal.SIGHUP)
                time.sleep(0.02)
            time.sleep(5)
            row.require(process.poll() is None, "the daemon ended")
            process.send_signal(signal.SIGTERM)
            process.wait(15)
        finally:
            process.kill()
        ledger = Ledger(_lines(folder, "yard"))
        row.lost = ledger.lost
        row.require(ledger.lost == 0 and ledger.epochs == 1, "a stream was touched though nothing had changed")
        row.remarks.append(f"200 signals; {ledger.total:.0f} s watched")
