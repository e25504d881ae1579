"""A machine on which earshot is a service: a camera with a password, its spec, the files that come out."""

import grp
import json
import os
import subprocess
import time
from pathlib import Path

from bench.servers import Camera

from .unit import Unit

PASSWORD = "s3cret-of-the-yard"
SPECS = Path("/etc/earshot")
OUTPUTS = Path("/var/lib/earshot")
_CREDENTIAL = SPECS / "credentials" / "CAMERA_PASSWORD"
WATCHDOG_S = 6


class Machine:
    def __init__(self):
        self.unit = Unit()
        self._camera = Camera(f"--auth basic --user viewer --password {PASSWORD}")

    def __enter__(self):
        self._camera.start()
        subprocess.run(["systemd-sysusers"], check=True)
        subprocess.run(["systemd-tmpfiles", "--create"], check=False, stderr=subprocess.DEVNULL)
        _CREDENTIAL.write_text(PASSWORD)
        self.write_spec(words="[dog, guitar]")
        self.unit.settle(
            f"[Service]\nWatchdogSec={WATCHDOG_S}\nLoadCredential=CAMERA_PASSWORD:{_CREDENTIAL}\n")
        return self

    def __exit__(self, *_):
        self._camera.kill()

    def write_spec(self, words):
        address = self._camera.url(credentials="viewer:${CAMERA_PASSWORD}@")
        path = SPECS / "yard.yaml"
        path.write_text(
            f"source:\n  id: yard\n  url: {address}\nmodel:\n  words: {words}\n"
            "outputs:\n  events:\n    path: yard.jsonl\n  video:\n    path: yard.mp4\n")
        os.chown(path, 0, grp.getgrnam("earshot").gr_gid)
        path.chmod(0o640)

    def lines(self):
        path = OUTPUTS / "yard.jsonl"
        text = path.read_text() if path.exists() else ""
        return [json.loads(line) for line in text.splitlines(keepends=True) if line.endswith("\n")]

    def wait_for(self, what, matches, after=0, within=30):
        """The first line behind the first `after` that matches."""
        deadline = time.monotonic() + within
        while time.monotonic() < deadline:
            for line in self.lines()[after:]:
                if matches(line):
                    return line
            time.sleep(0.1)
        raise RuntimeError(f"no {what} within {within} s")

    def wait_for_seconds(self, count, after=0, within=40):
        """Until so many seconds have been told of behind the first `after` lines."""
        deadline = time.monotonic() + within
        while time.monotonic() < deadline:
            if sum(line["type"] == "snippet" for line in self.lines()[after:]) >= count:
                return
            time.sleep(0.1)
        raise RuntimeError(f"not {count} seconds within {within} s")
