"""A password in what is written and shown: everything that two runs leave and let see is searched for it."""

import base64
import json
import subprocess
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

from .fault import fault
from .servers import Camera
from .watching import Run

"""Holds characters that addresses, JSON and shells write in several ways."""
_PASSWORD = 's3cr"t/p\u00e4 ss'
_ENCODED = quote(_PASSWORD, safe="")
_SPELLINGS = [
    _PASSWORD, _ENCODED, _ENCODED.lower(), json.dumps(_PASSWORD)[1:-1], json.dumps(_PASSWORD, ensure_ascii=False)[1:-1],
    json.dumps(_PASSWORD).replace("/", "\\/")[1:-1], _PASSWORD[:4],
    base64.b64encode(f"viewer:{_PASSWORD}".encode()).decode()]


@fault("password in anything written or shown")
def password(bench, row):
    with tempfile.TemporaryDirectory() as control:
        _require_that_it_would_be_found(row, Path(control))
    with Camera("--auth basic --password unset") as camera, tempfile.TemporaryDirectory() as place:
        credentials = Path(place) / "credentials"
        credentials.write_text(f"CAMERA_PASSWORD={_ENCODED}\n")
        camera.tell(f"password {_ENCODED}")
        places = set()
        with bench.watch(camera.url(credentials=f"viewer:{_ENCODED}@"), environment={"EARSHOT_LOG": "trace"}) as watch:
            with tempfile.TemporaryDirectory(prefix="earshot-faults-") as folder:
                spec = _spec_of_many_files(folder, credentials, camera)
                with Run(bench.earshot, folder, spec=spec, environment={"EARSHOT_LOG": "trace"}) as run:
                    watch.wait_for("itself", lambda _: True, within=20)
                    for step in (lambda: None, lambda: _refuse(camera), camera.kill):
                        step()
                        places |= _look_around(row, [watch, run], seconds=6)
                    took = run.stop()
                    row.require(took <= 6, f"run stopped {took:.1f} s after SIGTERM")
                    watch.wait_for("refusal", lambda line: line.get("reason") == "auth", within=1)
                    bench.judge(row, watch)
                    for one in (watch, run):
                        places |= _search(row, one.folder, one.log)
    row.remarks.append(f"{len(places)} places searched for {len(_SPELLINGS)} spellings")


def _spec_of_many_files(folder, credentials, camera):
    address = camera.url(credentials="viewer:${CAMERA_PASSWORD}@")
    return (
        f"source:\n  id: yard\n  url: {address}\n  credentials_file: {credentials}\noutputs:\n"
        f"  events:\n    path: {folder}/events.jsonl\n    rotate_every: 2s\n"
        f"  video:\n    path: {folder}/video-%Y%m%dT%H%M%SZ.mp4\n    segment: 2s\n    preset: ultrafast\n")


def _refuse(camera):
    camera.tell("password other")
    camera.tell("disconnect")


def _look_around(row, runs, seconds):
    """Searches what everybody on the machine can read about the processes and their children."""
    end = time.monotonic() + seconds
    places = set()
    while time.monotonic() < end:
        for one in runs:
            one.look()
            for process in _family(one.process.pid):
                places |= _search(row, *(Path(f"/proc/{process}/{name}") for name in ("cmdline", "environ", "comm")))
        time.sleep(0.3)
    return {place.name for place in places}


def _family(process):
    found = [process]
    for children in Path(f"/proc/{process}/task").glob("*/children"):
        found += [one for child in _words(children) for one in _family(int(child))]
    return found


def _words(path):
    try:
        return path.read_text().split()
    except (FileNotFoundError, ProcessLookupError):
        return []


def _search(row, *paths):
    """Looks into files, and those of folders; returns which."""
    files = [file for path in paths for file in (path.rglob("*") if path.is_dir() else [path]) if file.is_file()]
    for file in files:
        for spelling in _found(file):
            row.require(False, f"{spelling!r} in {file}")
    return set(files)


def _found(file):
    try:
        data = file.read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return []
    return [spelling for spelling in _SPELLINGS if spelling.encode() in data]


def _require_that_it_would_be_found(row, folder):
    """A search that cannot find is no proof."""
    for number, spelling in enumerate(_SPELLINGS):
        (folder / str(number)).write_text(f"...{spelling}...")
        row.require(spelling in _found(folder / str(number)), f"{spelling!r} would not be found in a file")
    with subprocess.Popen(["sh", "-c", "sleep 30 & wait", _PASSWORD]) as shell:
        time.sleep(0.3)
        family = _family(shell.pid)
        row.require(len(family) == 2, "a child would not be found")
        row.require(bool(_found(Path(f"/proc/{shell.pid}/cmdline"))), "it would not be found in a command line")
        for process in family:
            subprocess.run(["kill", str(process)], check=False)
