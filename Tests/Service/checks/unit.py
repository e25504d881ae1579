"""earshot.service, as its service manager sees it."""

import json
import subprocess
import time
from pathlib import Path

_NAME = "earshot.service"
_DROP_IN = Path("/etc/systemd/system/earshot.service.d/checks.conf")


class Unit:
    def settle(self, text):
        """Adds to the unit what a machine's owner would."""
        _DROP_IN.parent.mkdir(parents=True, exist_ok=True)
        _DROP_IN.write_text(text)
        self.command("daemon-reload")

    def command(self, *words):
        """Returns how many seconds it took."""
        began = time.monotonic()
        done = subprocess.run(["systemctl", *words], capture_output=True, text=True, timeout=60, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"systemctl {' '.join(words)}: {done.stderr.strip()}")
        return time.monotonic() - began

    def start(self):
        return self.command("start", _NAME)

    def stop(self):
        return self.command("stop", _NAME)

    def reload(self):
        return self.command("reload", _NAME)

    def value(self, name):
        show = ["systemctl", "show", "--value", "--property", name, _NAME]
        return subprocess.run(show, capture_output=True, text=True, check=True).stdout.strip()

    @property
    def pid(self):
        return int(self.value("MainPID"))

    def wait_for_another(self, pid, within):
        """Seconds until another process than this is the service and ready."""
        began = time.monotonic()
        while time.monotonic() - began < within:
            if self.value("ActiveState") == "active" and self.pid not in (0, pid):
                return time.monotonic() - began
            time.sleep(0.1)
        raise RuntimeError(f"not back after {within} s: {self.value('ActiveState')}")

    def entries(self):
        """The service's own lines in the journal."""
        command = ["journalctl", "--unit", _NAME, "--output", "json", "--identifier", "earshot"]
        lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
        return [json.loads(line) for line in lines]

    def journal(self, lines):
        command = ["journalctl", "--unit", _NAME, "--no-pager", "--lines", str(lines)]
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout
