"""GStreamer and its RTSP server, initialised before anything else of them is used."""

import gi

for _name in ("Gst", "GstApp", "GstRtsp", "GstRtspServer"):
    gi.require_version(_name, "1.0")

# GstApp is imported for the methods it gives to appsrc and appsink.
from gi.repository import Gio, GLib, Gst, GstApp, GstRtsp, GstRtspServer  # noqa: E402, F401

Gst.init(None)
