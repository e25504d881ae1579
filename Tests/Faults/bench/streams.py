"""Faults of the stream: its packets, its clocks, its codecs."""

import contextlib
import tempfile
from pathlib import Path

from beepflash import clip

from .fault import RECOVERY_LIMIT, fault, is_second, is_status
from .placement import widest_distance
from .servers import Camera, TransportStream

_WARM_UP = 4
"""Pictures a second of the camera."""
_FPS = 10


def _lossy(bench, row, percent, seconds):
    """Packets so small that a picture takes several: what is lost is a part of it, not the whole."""
    with Camera("--transports udp --size 640x480 --mtu 100") as camera, bench.watch(camera.url(), "--transport", "udp") as watch:
        watch.wait_for_seconds(_WARM_UP)
        row.require(watch.udp_sockets() >= 4, "the packets do not come over UDP")
        camera.tell(f"loss {percent}")
        camera.tell("reorder 2")
        watch.rest(seconds)
        camera.tell("loss 0")
        camera.tell("reorder 0")
        row.recovered = watch.wait_for_seconds(2, after=watch.now())
        bench.judge(row, watch)
        lost, reordered = camera.counts()
        damage = {key: value for key, value in watch.lines[-1]["damage"].items() if value}
        missing = sum((line["audio"] or {}).get("missing_samples", 0) for line in watch.lines if is_second(line))
        row.remarks.append(
            f"{lost} packets lost, {reordered} reordered: "
            + ", ".join(f"{key} {value}" for key, value in damage.items()) + f", {missing} samples missing")
        row.require(lost and reordered, "nothing was lost or reordered")
        row.require(damage, "no damage is told of")
        row.require(row.lost == 0, "loss is no gap")


@fault("UDP, 5 % lost, 2 % reordered")
def some_loss(bench, row):
    _lossy(bench, row, 5, 12)


@fault("UDP, 1 % lost, 2 % reordered", is_long=True)
def little_loss(bench, row):
    _lossy(bench, row, 1, 60)


@fault("UDP, 20 % lost, 2 % reordered", is_long=True)
def much_loss(bench, row):
    _lossy(bench, row, 20, 20)


@fault("UDP, 10 % reordered, none lost")
def reordered(bench, row):
    with Camera("--transports udp --size 640x480 --mtu 100") as camera, bench.watch(camera.url(), "--transport", "udp") as watch:
        watch.wait_for_seconds(_WARM_UP)
        row.require(watch.udp_sockets() >= 4, "the packets do not come over UDP")
        camera.tell("reorder 10")
        watch.wait_for_seconds(8, after=watch.now())
        bench.judge(row, watch, camera.period)
        row.remarks.append(f"{camera.counts()[1]} packets reordered")
        row.require(not any(watch.lines[-1]["damage"].values()), f"damage: {watch.lines[-1]['damage']}")
        silent = [line["start_s"] for line in watch.lines if is_second(line) and line["start_s"] > 0
                  and line["audio"].get("missing_samples") and line["end_s"] % 1 == 0]
        row.require(not silent, f"sound is missing in seconds {silent}")
        # Not the pictures of each second: a sender report moves those that begin one by a tick of their clock.
        apart = 1000 * widest_distance(watch.video)
        row.require(apart < 1.5 * 1000 / _FPS, f"pictures are missing: two are {apart:.0f} ms apart")


def _shifted(bench, row, command, options, epochs):
    with Camera(options) as camera, bench.watch(camera.url()) as watch:
        watch.wait_for_seconds(_WARM_UP)
        camera.tell(command)
        shifted = watch.now()
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
        changed = watch.now()
        large = lambda line: is_second(line) and line["frame"] and line["frame"]["w"] == 320  # noqa: E731
        row.recovered = watch.wait_for("larger pictures", large, within=30, after=changed)
        watch.wait_for_seconds(_WARM_UP, after=changed)
        bench.judge(row, watch)


@fault("camera comes back with other codecs")
def codecs_change(bench, row):
    with Camera("--video h264 --sound aac") as camera, bench.watch(camera.url()) as watch:
        watch.wait_for_seconds(_WARM_UP)
        camera.kill()
        killed = watch.now()
        camera.start("--video h265 --sound opus --size 320x240")
        restarted = watch.now()
        large = lambda line: is_second(line) and line["audio"] and line["frame"] and line["frame"]["w"] == 320  # noqa: E731
        row.recovered = watch.wait_for("larger pictures with sound", large, within=60, after=restarted)
        watch.wait_for_seconds(_WARM_UP, after=restarted)
        bench.judge(row, watch)
        row.remarks.append(f"away for {restarted - killed:.1f} s")
        row.require(row.recovered <= RECOVERY_LIMIT, "recovered late")


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
    # Without the packet in which the encoder starts up both tracks begin at once; 3 h of a transport stream's 90 kHz clock.
    late = f"noise=drop=not(n),setts=ts=TS+{3 * 3600 * 90_000}"
    watch = _transport(bench, row, f"-re -i {{file}} -c copy -bsf:a {late} -max_interleave_delta 1")
    started = next(line["epoch_start"] for line in watch.lines if is_second(line))
    row.require(started["tracks_aligned"], "the tracks' clocks were not seen to be unrelated")
    row.require(watch.ledger().seconds["no_audio"] <= 1, "the sound is missing")


@fault("transport stream's 33-bit clock wraps")
def long_wrap(bench, row):
    _transport(bench, row, "-re -i {file} -c copy -output_ts_offset 95437 -mpegts_copyts 1")


@fault("codec, size and rate change in mid-stream")
def changes(bench, row):
    commands = [
        "-re -t 8 -i {file} -c copy", "-re -ss 8 -t 30 -i {file} -vf scale=320:240 -c:v mpeg4 -g 5 -c:a mp2 -ar 48000 -ac 2"]
    with _serving(*commands) as server, bench.watch(server.url()) as watch:
        watch.wait_for_seconds(8, within=40)
        changed = server.began[1]
        row.noticed = watch.wait_for("word of it", is_status("reconnecting"), within=30, after=changed)
        row.require(row.noticed <= 10.5, f"noticed only after {row.noticed:.1f} s")
        large = lambda line: is_second(line) and line["audio"] and line["frame"] and line["frame"]["w"] == 320  # noqa: E731
        row.recovered = watch.wait_for("larger pictures with sound", large, within=30, after=changed) - row.noticed
        watch.wait_for_seconds(_WARM_UP, after=watch.now())
        bench.judge(row, watch)


def _transport(bench, row, command):
    with _serving(command) as server, bench.watch(server.url()) as watch:
        watch.wait_for_seconds(14, within=40)
        bench.judge(row, watch, clip.PERIOD)
        row.require(watch.ledger().epochs == 1, f"{watch.ledger().epochs} epochs")
        return watch


@contextlib.contextmanager
def _serving(*commands):
    """The server of a clip, whose name stands for `{file}`."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "clip.mkv"
        clip.write(file, seconds=60)
        with TransportStream(*(command.format(file=file) for command in commands)) as server:
            yield server
