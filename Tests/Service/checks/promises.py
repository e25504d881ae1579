"""What docs and unit promise; each is told by its first words and run after the ones above it."""

import os
import signal
import subprocess

from .machine import OUTPUTS, PASSWORD, SPECS, WATCHDOG_S

ALL = []

"""Seconds the unit waits before it starts what ended."""
_RESTARTS = 2


def promise(function):
    ALL.append(function)
    return function


@promise
def starts(machine):
    """start returns when the service is ready, and it runs as its own user:"""
    took = machine.unit.start()
    assert machine.unit.value("ActiveState") == "active", machine.unit.value("ActiveState")
    status = machine.unit.value("StatusText")
    assert "1 of 1 pipelines running" in status, status
    owner = os.stat(f"/proc/{machine.unit.pid}").st_uid
    assert owner != 0, "it runs as root"
    return f"{took:.1f} s"


@promise
def watches(machine):
    """inside its hardening the camera is watched with its credential, video and events are written:"""
    machine.wait_for_seconds(6)
    seconds = [line for line in machine.lines() if line["type"] == "snippet"]
    assert any(line["state"] == "analysed" for line in seconds), {line["state"] for line in seconds}
    for name in ("yard.jsonl", "yard.mp4"):
        found = (OUTPUTS / name).stat()
        assert found.st_size > 0 and found.st_uid != 0, f"{name}: {found}"
        assert found.st_mode & 0o007 == 0, f"{name} is open to everybody: {found.st_mode:o}"


@promise
def reloads(machine):
    """reload puts other words in force without touching the stream:"""
    pid, before = machine.unit.pid, len(machine.lines())
    machine.write_spec(words="[piano]")
    machine.unit.reload()
    machine.wait_for("vocabulary", lambda line: line["type"] == "vocabulary", after=before)
    machine.wait_for_seconds(3, after=before)
    assert machine.unit.pid == pid, "it was restarted"
    assert not [line for line in machine.lines()[before:] if line["type"] == "gap"], "the stream was left"


@promise
def refuses(machine):
    """a reload with a faulty spec is refused as a whole, with file and line in the journal:"""
    pid = machine.unit.pid
    faulty = SPECS / "gate.yaml"
    faulty.write_text("source:\n  ulr: rtsp://127.0.0.1/none\n")
    faulty.chmod(0o644)
    machine.unit.reload()
    before = len(machine.lines())
    machine.wait_for_seconds(2, after=before)
    faulty.unlink()
    assert machine.unit.pid == pid, "it was restarted"
    assert "refused" in machine.unit.value("StatusText"), machine.unit.value("StatusText")
    told = [entry["MESSAGE"] for entry in machine.unit.entries() if "gate.yaml:2" in entry["MESSAGE"]]
    assert told, "no line of the journal names gate.yaml:2"


@promise
def barks(machine):
    """a process that stands still is ended by the watchdog and started again:"""
    return _returns(machine, signal.SIGSTOP, within=WATCHDOG_S + _RESTARTS + 3)


@promise
def revives(machine):
    """a killed process is started again, and goes on in its files:"""
    return _returns(machine, signal.SIGKILL, within=_RESTARTS + 3)


def _returns(machine, number, within):
    pid, restarts, before = machine.unit.pid, int(machine.unit.value("NRestarts")), len(machine.lines())
    os.kill(pid, number)
    took = machine.unit.wait_for_another(pid, within)
    assert int(machine.unit.value("NRestarts")) == restarts + 1
    machine.wait_for_seconds(3, after=before)
    gap = machine.wait_for("gap", lambda line: line["type"] == "gap", after=before)
    return f"ready after {took:.1f} s, {gap['end_s'] - gap['start_s']:.1f} s lost"


@promise
def stops(machine):
    """stop closes all files within 5 seconds:"""
    took = machine.unit.stop()
    assert took < 6, f"{took:.1f} s"
    assert machine.unit.value("Result") == "success", machine.unit.value("Result")
    last = machine.lines()[-1]
    assert last["type"] == "stop", last
    return f"{took:.1f} s"


@promise
def agrees(machine):
    """what it wrote agrees, second by second:"""
    video = sorted(str(path) for path in OUTPUTS.glob("yard*.mp4"))
    command = ["earshot", "verify", OUTPUTS / "yard.jsonl", "--video", OUTPUTS / "yard.*mp4"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return f"{len(video)} files"


@promise
def keeps_silent(machine):
    """no password is in journal, outputs or status:"""
    whole = subprocess.run(["journalctl", "--output", "export"], capture_output=True, check=True).stdout
    status = subprocess.run(["systemctl", "show", "earshot.service"], capture_output=True, check=True).stdout
    for place, content in {"journal": whole, "status": status, "events": (OUTPUTS / "yard.jsonl").read_bytes()}.items():
        assert PASSWORD.encode() not in content, place


@promise
def tells_levels(machine):
    """its lines reach the journal with their level:"""
    levels = {entry["PRIORITY"] for entry in machine.unit.entries()}
    assert {"3", "5"} <= levels, levels
    return f"priorities {', '.join(sorted(levels))}"


@promise
def says_nothing_idle(machine):
    """neither systemd nor the libraries complain of how the unit confines it:"""
    told = machine.unit.journal(lines=1000)
    for complaint in ("mode is different", "Failed to set thread priority", "Operation not permitted", "Backtracing"):
        assert complaint not in told, complaint
