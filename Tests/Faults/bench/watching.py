"""A running earshot, and what it has said so far."""

import json
import os
import signal
import subprocess
import tempfile
import time
from datetime import datetime
from pathlib import Path

from .ledger import Ledger

_STARTS = 60
"""Seconds after the first that was told of in which buffers fill for the first time."""
_SETTLES = 3


class Watch:
    """`earshot watch` of one source, its outputs in one folder."""

    def __init__(self, earshot, folder, url, *flags, environment=None):
        self.folder = Path(folder)
        self.events, self.video = self.folder / "events.jsonl", self.folder / "video.mp4"
        # Not beside the outputs, whose disk may be full.
        descriptor, name = tempfile.mkstemp(prefix="earshot-faults-log-")
        os.close(descriptor)
        self.log = Path(name)
        self._earshot = earshot
        self._command = [
            earshot, "watch", url, "--events", self.events, "--video", self.video, "--preset", "ultrafast",
            *flags]
        self._environment = os.environ | (environment or {})
        """Identity of the file of events, and what of it has been read."""
        self._file, self._read = None, 0
        self.lines = []
        """When each line was first seen, by the monotonic clock."""
        self.seen = []
        self._usage = []

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.log.unlink()

    def start(self, output=None):
        """`output`: a descriptor for its standard output, which else goes where its log goes."""
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(self._command, stdout=output or log, stderr=log, env=self._environment)
        self.began = time.monotonic()

    def now(self):
        """By the monotonic clock; whatever has been said until then has been seen."""
        self.look()
        return time.monotonic()

    # What it says.

    def look(self):
        """Reads the lines that are new; measures the process."""
        now = time.monotonic()
        if self.events.exists():
            with open(self.events, "rb") as file:
                self._begin_anew(os.fstat(file.fileno()).st_ino)
                file.seek(self._read)
                whole = file.read().rpartition(b"\n")[0]
            if whole:
                self._read += len(whole) + 1
                for line in whole.split(b"\n"):
                    self.lines.append(json.loads(line))
                    self.seen.append(now)
        if self.process.poll() is None:
            self._usage.append((now, *usage(self.process.pid)))

    def _begin_anew(self, file):
        """Events go on in a new file where the old one was renamed; its last lines may be missed."""
        if file != self._file:
            self._file, self._read = file, 0

    def wait_for(self, what, matches, within, after=0.0):
        """Seconds from `after` (by the monotonic clock) until a line was seen that matches."""
        deadline = time.monotonic() + within
        while True:
            self.look()
            for line, seen in zip(self.lines, self.seen):
                if seen >= after and matches(line):
                    return seen - after
            if self.process.poll() is not None:
                raise RuntimeError(f"earshot ended with {self.process.returncode}: {self.last_words()}")
            if time.monotonic() > deadline:
                raise RuntimeError(f"no {what} within {within} s")
            time.sleep(0.05)

    def wait_for_seconds(self, count, within=_STARTS, after=0.0):
        """Until that many seconds have been told of after a time."""
        seen = []

        def enough(line):
            if line["type"] == "snippet" and line["state"] != "dropped":
                seen.append(line)
            return len(seen) >= count

        deadline = time.monotonic() + within
        while True:
            seen.clear()
            self.look()
            for line, when in zip(self.lines, self.seen):
                if when >= after and enough(line):
                    return when - after
            if self.process.poll() is not None:
                raise RuntimeError(f"earshot ended with {self.process.returncode}: {self.last_words()}")
            if time.monotonic() > deadline:
                raise RuntimeError(f"{len(seen)} of {count} seconds within {within} s")
            time.sleep(0.05)

    def rest(self, seconds):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.look()
            time.sleep(0.2)

    def udp_sockets(self):
        """How many the process holds at the moment."""
        known = {line.split()[9] for line in Path("/proc/net/udp").read_text().splitlines()[1:]}
        held = [os.readlink(entry) for entry in Path(f"/proc/{self.process.pid}/fd").iterdir() if entry.is_symlink()]
        return sum(1 for target in held if target[len("socket:["):-1] in known)

    def last_words(self):
        lines = self.log.read_text(errors="replace").strip().splitlines()
        return lines[-1][:200] if lines else "it said nothing"

    # How it ends.

    def stop(self):
        """Ends it as systemd does; returns the seconds it took."""
        began = time.monotonic()
        self.look()
        self.watched = began - self.began
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            raise RuntimeError("still running 15 s after SIGTERM") from None
        took = time.monotonic() - began
        self.look()
        return took

    def ledger(self):
        self.look()
        return Ledger(self.lines)

    def reached(self):
        """Seconds from the start until the source's life begins; 0 where it was away, which the ledger tells of."""
        first = next(line for line in self.lines if line["type"] in ("snippet", "gap"))
        began = time.time() - (time.monotonic() - self.began)
        return max(0.0, world(first["time"]) - began) if first["type"] == "snippet" else 0.0

    def verified(self):
        """Nothing where events and video agree, else what earshot says."""
        result = subprocess.run(
            [self._earshot, "verify", self.events, "--video", self.folder / "video*.mp4"], capture_output=True, text=True, check=False)
        findings = [line for line in (result.stdout + result.stderr).splitlines() if ": line " in line]
        last = (result.stdout + result.stderr).strip().splitlines()[-1]
        return "" if result.returncode == 0 else "; ".join([last, *findings[:1]])[:240]

    def growth(self):
        """RSS in MiB and descriptors that were added since the run had settled."""
        settled = [when for line, when in zip(self.lines, self.seen) if line["type"] == "snippet"]
        usage = [entry for entry in self._usage if settled and entry[0] > settled[0] + _SETTLES]
        if not usage:
            return 0.0, 0
        early, late = usage[0], usage[-1]
        return (late[1] - early[1]) / 2**20, late[2] - early[2]

    def forget_usage(self):
        """Growth counts from here."""
        self._usage.clear()

    @property
    def usage(self):
        """Time, RSS, descriptors and threads at each look."""
        return self._usage


class Run(Watch):
    """`earshot run` of one pipeline with the same outputs."""

    def __init__(self, earshot, folder, url="", spec=None, **options):
        """`spec` is the pipeline's text where it is another than the usual one."""
        super().__init__(earshot, folder, url, **options)
        path = self.folder / "yard.yaml"
        path.write_text(
            spec or f"source:\n  id: yard\n  url: {url}\noutputs:\n  events:\n    path: {self.events}\n"
            f"  video:\n    path: {self.video}\n    preset: ultrafast\n")
        self._command = [earshot, "run", path, "--pid-file", self.folder / "pid"]


def world(text):
    """Seconds since 1970 of a time in an event."""
    return datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()


def usage(process):
    """RSS in bytes, open descriptors and threads; of a process that ends meanwhile, zeros."""
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
        return (pages * os.sysconf("SC_PAGE_SIZE"), len(os.listdir(f"/proc/{process}/fd")),
                len(os.listdir(f"/proc/{process}/task")))
    except (FileNotFoundError, ProcessLookupError, IndexError):
        return 0, 0, 0
