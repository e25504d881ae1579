"""The servers that earshot watches, each a process of its own."""

import json
import os
import signal
import socket
import subprocess
import tempfile
import threading
import time
from pathlib import Path

_FOLDER = Path(__file__).resolve().parent.parent
"""Encoded once for all rows."""
_CLIPS = tempfile.TemporaryDirectory(prefix="earshot-faults-clips-")


class Camera:
    """The RTSP server of `beepflash`; on the same port after a restart."""

    def __init__(self, options="", port=0, environment=None):
        self._options = options.split()
        self._environment = os.environ | (environment or {})
        self.port = port
        self.period = None
        self._process = None

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.kill()

    def url(self, path="camera", credentials="", port=None):
        return f"rtsp://{credentials}127.0.0.1:{port or self.port}/{path}"

    def start(self, options=None):
        if options is not None:
            self._options = options.split()
        self._process = subprocess.Popen(
            [_FOLDER / "rtsp-server", "--port", str(self.port), "--clips", _CLIPS.name, *self._options],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1, env=self._environment)
        ready = json.loads(self._process.stdout.readline())
        self.port, self.period = ready["port"], ready["period"]

    def tell(self, command):
        answer = self.ask(command)
        if answer != "ok":
            raise RuntimeError(f"the camera answered {answer!r} to {command!r}")

    def ask(self, command):
        self._process.stdin.write(command + "\n")
        return self._process.stdout.readline().strip()

    def counts(self):
        """Packets that were dropped, and that were reordered."""
        return tuple(int(word) for word in self.ask("counts").split())

    def freeze(self):
        self._process.send_signal(signal.SIGSTOP)

    def thaw(self):
        self._process.send_signal(signal.SIGCONT)

    def kill(self):
        self._process.kill()
        self._process.wait()


class TransportStream:
    """Serves MPEG-TS over TCP: the outputs of some ffmpeg commands, one after the other; a client that comes later gets them
    from the one that is running on."""

    def __init__(self, *options):
        self._options = options
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._processes = []
        """When each command began."""
        self.began = []

    def __enter__(self):
        threading.Thread(target=self._serve, daemon=True).start()
        return self

    def __exit__(self, *_):
        self._socket.close()
        for process in self._processes:
            process.kill()
            process.wait()

    def url(self):
        return f"tcp://127.0.0.1:{self._socket.getsockname()[1]}"

    def _serve(self):
        while True:
            try:
                client, _ = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._feed, args=(client,), daemon=True).start()

    def _feed(self, client):
        with client:
            for number in range(max(0, len(self.began) - 1), len(self._options)):
                self._run(number, client)

    def _run(self, number, client):
        if number == len(self.began):
            self.began.append(time.monotonic())
        command = ["ffmpeg", "-v", "error", "-nostdin", *self._options[number].split(), "-f", "mpegts", "pipe:1"]
        process = subprocess.Popen(command, stdout=client.fileno(), stderr=subprocess.DEVNULL)
        self._processes.append(process)
        process.wait()


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]
