"""Faults of the stream: its packets, its clocks, its codecs."""

import tempfile
from pathlib import Path

from beepflash import clip

from .fault import fault, is_second, now
from .servers import Camera, TransportStream

_WARM_UP = 4


def _lossy(bench, row, percent, seconds):
    with Camera() as camera, bench.watch(camera.url(), "--transport", "udp") as watch:
        watch.wait_for_seconds(_WARM_UP)
        camera.tell(f"loss {percent}")
        camera.tell("reorder 2")
        watch.rest(seconds)
        camera.tell("loss 0")
        camera.tell("reorder 0")
        row.recovered = watch.wait_for_seconds(2, after=now())
        bench.judge(row, watch)
        damage = watch.lines[-1].get("damage") or {}
        row.remarks.append(", ".join(f"{key} {value}" for key, value in damage.items() if value) or "no damage told")


@fault("UDP, 5 % lost, 2 % reordered")
def some_loss(bench, row):
    _lossy(bench, row, 5, 8)


@fault("UDP, 1 % lost, 2 % reordered", is_long=True)
def little_loss(bench, row):
    _lossy(bench, row, 1, 20)


@fault("UDP, 20 % lost, 2 % reordered", is_long=True)
def much_loss(bench, row):
    _lossy(bench, row, 20, 20)


def _shifted(bench, row, command, options, epochs):
    with Camera(options) as camera, bench.watch(camera.url()) as watch:
        watch.wait_for_seconds(_WARM_UP)
        camera.tell(command)
        shifted = now()
        row.recovered = watch.wait_for_seconds(1, after=shifted)
        watch.wait_for_seconds(_WARM_UP + 2, after=shifted)
        bench.judge(row, watch)
        found = watch.ledger().epochs
        row.remarks.append(f"{found} epochs")
        row.require(found in epochs, f"{found} epochs, not {epochs}")


@fault("timestamps jump ahead by an hour")
def jump(bench, row):
    _shifted(bench, row, "shift both 3600", "--no-rtcp", {2})


@fault("timestamps jump back by an hour")
def reset(bench, row):
    _shifted(bench, row, "shift both -3600", "--no-rtcp", {2})


@fault("timestamps wrap at 32 bits")
def wrap(bench, row):
    with Camera("--wrap-after 6") as camera, bench.watch(camera.url()) as watch:
        watch.wait_for_seconds(10)
        bench.judge(row, watch, camera.period)
        row.require(watch.ledger().epochs == 1, f"{watch.ledger().epochs} epochs")


@fault("pictures change their size")
def size(bench, row):
    with Camera() as camera, bench.watch(camera.url()) as watch:
        watch.wait_for_seconds(_WARM_UP)
        camera.tell("size 320x240")
        changed = now()
        large = lambda line: is_second(line) and line["frame"] and line["frame"]["w"] == 320  # noqa: E731
        row.recovered = watch.wait_for("larger pictures", large, within=30, after=changed)
        watch.wait_for_seconds(_WARM_UP, after=changed)
        bench.judge(row, watch)


@fault("camera comes back with other codecs")
def codecs_change(bench, row):
    with Camera("--video h264 --sound aac") as camera, bench.watch(camera.url()) as watch:
        watch.wait_for_seconds(_WARM_UP)
        camera.kill()
        camera.start("--video h265 --sound opus --size 320x240")
        restarted = now()
        row.recovered = watch.wait_for_seconds(1, within=60, after=restarted)
        watch.wait_for_seconds(_WARM_UP, after=restarted)
        bench.judge(row, watch)


def _codec(bench, row, options):
    with Camera(options) as camera, bench.watch(camera.url()) as watch:
        watch.wait_for_seconds(8)
        bench.judge(row, watch, camera.period)


@fault("G.711 mu-law sound")
def mulaw(bench, row):
    _codec(bench, row, "--sound mulaw")


@fault("G.711 A-law sound, MJPEG pictures", is_long=True)
def alaw(bench, row):
    _codec(bench, row, "--sound alaw --video mjpeg")


@fault("MP2 sound")
def mp2(bench, row):
    _codec(bench, row, "--sound mp2")


@fault("Opus sound, H.265 pictures")
def opus(bench, row):
    _codec(bench, row, "--sound opus --video h265")


@fault("AAC sound at 48 kHz, stereo", is_long=True)
def aac(bench, row):
    _codec(bench, row, "--sound aac --rate 48000 --channels 2")


@fault("sound begins 3 h late by its timestamps")
def late_sound(bench, row):
    _transport(bench, row, lambda file: [
        f"-re -i {file} -itsoffset 10800 -re -i {file} -map 0:v -map 1:a -c copy -max_interleave_delta 1 -t 60"])


@fault("transport stream's 33-bit clock wraps")
def long_wrap(bench, row):
    _transport(bench, row, lambda file: [
        f"-re -i {file} -c copy -output_ts_offset 95437 -mpegts_copyts 1"])


@fault("codec, size and rate change in mid-stream")
def changes(bench, row):
    _transport(bench, row, lambda file: [
        f"-re -t 8 -i {file} -c copy",
        f"-re -ss 8 -t 20 -i {file} -vf scale=320:240 -c:v mpeg4 -g 5 -c:a mp2 -ar 48000 -ac 2"])


def _transport(bench, row, commands):
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "clip.mkv"
        clip.write(file, seconds=60)
        with TransportStream(*commands(file)) as server, bench.watch(server.url()) as watch:
            watch.wait_for_seconds(14, within=40)
            bench.judge(row, watch)
            row.remarks.append(f"{watch.ledger().epochs} epochs")
