"""Faults of the connection: the server dies, freezes, is not there, refuses."""

from .fault import RECOVERY_LIMIT, fault, is_second, is_status
from .servers import Camera, free_port

_WARM_UP = 4
_LOST = is_status("stalled", "reconnecting")
_FREEZE_LIMIT = 10.5


def _break_and_mend(bench, row, watch, breaks, mends, pause, notice_limit):
    watch.wait_for_seconds(_WARM_UP)
    breaks()
    broken = watch.now()
    row.noticed = watch.wait_for("word of the loss", _LOST, within=notice_limit + 10, after=broken)
    row.require(row.noticed <= notice_limit, f"noticed only after {row.noticed:.1f} s")
    watch.rest(pause)
    mends()
    mended = watch.now()
    row.recovered = watch.wait_for_seconds(1, within=60, after=mended)
    watch.wait_for_seconds(_WARM_UP, after=mended)


@fault("server killed and restarted")
def killed(bench, row):
    with Camera() as camera, bench.watch(camera.url()) as watch:
        _break_and_mend(bench, row, watch, camera.kill, camera.start, pause=2, notice_limit=3)
        row.require(row.recovered <= RECOVERY_LIMIT, "recovered late")
        bench.judge(row, watch, camera.period)


@fault("server frozen (SIGSTOP)")
def frozen(bench, row):
    with Camera() as camera, bench.watch(camera.url()) as watch:
        _break_and_mend(bench, row, watch, camera.freeze, camera.thaw, pause=1, notice_limit=_FREEZE_LIMIT)
        row.require(row.recovered <= 30 + 5, "recovered late")
        bench.judge(row, watch, camera.period)


@fault("server absent at start")
def absent(bench, row):
    with Camera(port=free_port()) as camera:
        camera.kill()
        with bench.watch(camera.url()) as watch:
            watch.wait_for("word of connecting", is_status("connecting"), within=20)
            watch.rest(5)
            camera.start()
            started = watch.now()
            row.recovered = watch.wait_for_seconds(1, after=started)
            row.require(row.recovered <= RECOVERY_LIMIT + 2, "recovered late")
            watch.wait_for_seconds(_WARM_UP, after=started)
            bench.judge(row, watch, camera.period)


@fault("wrong password, then the right one")
def password(bench, row):
    with Camera("--auth digest --password other") as camera:
        with bench.watch(camera.url(credentials="viewer:right@")) as watch:
            refused = lambda line: line["type"] == "source_status" and line["reason"] == "auth"  # noqa: E731
            row.noticed = watch.wait_for("word of the refusal", refused, within=20, after=watch.began)
            camera.tell("password right")
            mended = watch.now()
            row.recovered = watch.wait_for_seconds(1, within=90, after=mended)
            watch.wait_for_seconds(_WARM_UP, after=mended)
            bench.judge(row, watch, camera.period)


@fault("camera stops sending sound, then again")
def sound_stops(bench, row):
    _mute(bench, row, "sound", "no_audio")


@fault("camera stops sending pictures, then again")
def picture_stops(bench, row):
    _mute(bench, row, "picture", "no_video")


def _mute(bench, row, track, state):
    with Camera() as camera, bench.watch(camera.url()) as watch:
        watch.wait_for_seconds(_WARM_UP)
        camera.tell(f"mute {track}")
        muted = watch.now()
        row.noticed = watch.wait_for("word of the loss", _LOST, within=30, after=muted)
        row.require(row.noticed <= _FREEZE_LIMIT, f"noticed only after {row.noticed:.1f} s")
        watch.rest(2)
        camera.tell(f"unmute {track}")
        mended = watch.now()
        both = lambda line: is_second(line) and line["audio"] and line["frame"]  # noqa: E731
        row.recovered = watch.wait_for("seconds with both", both, within=60, after=mended)
        watch.wait_for_seconds(_WARM_UP, after=mended)
        bench.judge(row, watch)
        seconds = watch.ledger().seconds[state]
        row.remarks.append(f"{seconds:.0f} s {state}")
