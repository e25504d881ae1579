"""The RTSP server: serves one clip as one or more cameras until its standard input ends."""

import argparse
import json
import sys

from . import clip
from .access import Access
from .camera import TRANSPORTS, CameraFactory, Source, transports
from .clients import Clients
from .commands import USAGE, Commands
from .gstreamer import GLib, Gst, GstRtspServer
from .sizes import size_from_text

_UNLIMITED = -1


def main():
    options = _options()
    server = GstRtspServer.RTSPServer()
    server.set_address("127.0.0.1")
    server.set_service(str(options.port))
    # A client is answered while another one's camera is being started, which takes a second.
    threads = GstRtspServer.RTSPThreadPool()
    threads.set_max_threads(_UNLIMITED)
    server.set_thread_pool(threads)
    source = Source(
        clip.Clips(options.clips), options.video, options.sound, options.size, options.fps, options.rate,
        options.channels)
    factory = _factory(source, options)
    _mount(server, factory, options)
    factory.set_protocols(transports(options.transports))
    access = None
    if options.auth != "none" or options.tls:
        access = Access(server, factory, options.auth, options.user, options.password, options.tls)
    if server.attach(None) == 0:
        sys.exit(f"cannot listen on port {options.port}")
    GLib.timeout_add_seconds(1, lambda: server.get_session_pool().cleanup() >= 0)
    loop = GLib.MainLoop()
    _obey_standard_input(Commands(Clients(server), factory, access), loop)
    _say(json.dumps({"port": server.get_bound_port(), "period": source.period}))
    loop.run()


def _factory(source, options):
    return CameraFactory(source, options.wrap_after, not options.no_rtcp, options.mtu)


def _mount(server, factory, options):
    mounts = server.get_mount_points()
    mounts.add_factory("/camera", factory)
    for number in range(1, options.cameras + 1):
        mounts.add_factory(f"/camera{number}", _factory(factory.source, options))


def _obey_standard_input(commands, loop):
    def ready(channel, condition):
        line = sys.stdin.readline()
        if not line:
            loop.quit()
            return False
        _say(commands.obey(line))
        return True

    GLib.io_add_watch(sys.stdin, GLib.PRIORITY_DEFAULT, GLib.IOCondition.IN | GLib.IOCondition.HUP, ready)


def _say(line):
    print(line, flush=True)


def _options():
    parser = argparse.ArgumentParser(
        prog="rtsp-server", description="Serves a beep-and-flash source as rtsp://127.0.0.1:PORT/camera. "
        "Prints one line of JSON with its port when it is ready, then obeys commands on its standard input:",
        epilog=USAGE, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", type=int, default=0, help="0 chooses a free one")
    parser.add_argument("--clips", metavar="FOLDER", help="keeps what it encodes there, for the next server")
    parser.add_argument("--cameras", type=int, default=0, help="also serve /camera1 to /cameraN")
    parser.add_argument("--video", choices=[*clip.VIDEO, "none"], default="h264")
    parser.add_argument("--sound", choices=[*clip.SOUND, "none"], default="aac")
    parser.add_argument("--size", type=size_from_text, default=(160, 120), metavar="WIDTHxHEIGHT")
    parser.add_argument("--fps", type=int, default=10)
    parser.add_argument("--rate", type=int, help="of the sound; by default what suits its codec")
    parser.add_argument("--channels", type=int, default=1)
    parser.add_argument("--auth", choices=["none", "basic", "digest"], default="none")
    parser.add_argument("--user", default="viewer")
    parser.add_argument("--password", default="")
    parser.add_argument("--transports", choices=TRANSPORTS, default="any", help="how packets may travel")
    parser.add_argument("--tls", metavar="FILE", help="serve rtsps with the certificate and key of a PEM file")
    parser.add_argument("--no-rtcp", action="store_true", help="send no sender reports")
    parser.add_argument("--mtu", type=int, default=1400, help="bytes of the largest RTP packet of a picture")
    parser.add_argument("--wrap-after", type=float, metavar="SECONDS", help="the 32-bit RTP clocks wrap then")
    options = parser.parse_args()
    if options.rate is None and options.sound != "none":
        options.rate = clip.SOUND[options.sound].rate
    return options
