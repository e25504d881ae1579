"""A running `earshot run` of many pipelines, and what each has said so far."""

import json
import signal
import subprocess
import time
from pathlib import Path

from .ledger import Ledger
from .watching import usage


class Fleet:
    """One process for all of some sources, by name; the outputs of each in one folder."""

    def __init__(self, earshot, folder, addresses, video=False):
        self._folder = Path(folder)
        self._earshot = earshot
        self.names = list(addresses)
        self._specs = [self._spec(name, url, video) for name, url in addresses.items()]
        self._read = dict.fromkeys(addresses, 0)
        self.lines = {name: [] for name in addresses}

    def _spec(self, name, url, video):
        path = self._folder / f"{name}.yaml"
        outputs = f"outputs:\n  events:\n    path: {self._folder}/{name}.jsonl\n"
        if video:
            outputs += f"  video:\n    path: {self._folder}/{name}.mp4\n    preset: ultrafast\n"
        path.write_text(f"source:\n  id: {name}\n  url: {url}\nmodel:\n  stride: 5\n{outputs}")
        return path

    def __enter__(self):
        self.process = subprocess.Popen(
            [self._earshot, "run", *self._specs, "--pid-file", self._folder / "pid"], stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        self.began = time.monotonic()
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()

    def look(self):
        """Reads the lines that are new."""
        if self.process.poll() is not None:
            raise RuntimeError(f"earshot ended with {self.process.returncode}")
        for name in self.names:
            self._look(name)

    def _look(self, name):
        path = self._folder / f"{name}.jsonl"
        if not path.exists():
            return
        with open(path, "rb") as file:
            file.seek(self._read[name])
            whole = file.read().rpartition(b"\n")[0]
        if whole:
            self._read[name] += len(whole) + 1
            self.lines[name] += [json.loads(line) for line in whole.split(b"\n")]

    def rest(self, seconds):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.look()
            time.sleep(0.2)

    def usage(self):
        return usage(self.process.pid)

    def stop(self, row):
        """Ends it as systemd does."""
        self.look()
        self.watched = time.monotonic() - self.began
        began = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(15)
        took = time.monotonic() - began
        row.require(took <= 6, f"stopped {took:.1f} s after SIGTERM")
        for name in self.names:
            self._look(name)
        unfinished = [name for name in self.names if self.lines[name][-1]["type"] != "stop"]
        row.require(not unfinished, f"without a last line: {unfinished}")

    def ledger(self, name):
        return Ledger(self.lines[name])

    def disagreements(self):
        """What `earshot verify` finds wrong, by source."""
        found = {}
        for name in self.names:
            video = self._folder / f"{name}.*mp4"
            command = [self._earshot, "verify", self._folder / f"{name}.jsonl"]
            command += ["--video", video] if list(self._folder.glob(video.name)) else []
            result = subprocess.run(command, capture_output=True, text=True, check=False)
            if result.returncode != 0:
                found[name] = (result.stdout + result.stderr).strip().splitlines()[-1]
        return found
