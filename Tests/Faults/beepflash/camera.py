"""A camera: a media factory whose source is the beep-and-flash clip."""

from . import clip
from .feed import Feed
from .gstreamer import Gst, GstRtsp, GstRtspServer
from .impairment import Faults, Impairment

_VIDEO_PAYLOADERS = {
    "h264": "rtph264pay config-interval=-1", "h265": "rtph265pay config-interval=-1", "mjpeg": "rtpjpegpay"}
_SOUND_PAYLOADERS = {
    "aac": "rtpmp4gpay", "mp2": "rtpmpapay", "opus": "rtpopuspay", "mulaw": "rtppcmupay", "alaw": "rtppcmapay"}
_SOUND_CLOCKS = {"mp2": 90000, "mulaw": 8000, "alaw": 8000, "opus": 48000}

TRANSPORTS = ["any", "tcp", "udp"]


def transports(name):
    """The ways by which a media factory lets packets travel."""
    lower = GstRtsp.RTSPLowerTrans
    return {"any": lower.TCP | lower.UDP | lower.UDP_MCAST, "tcp": lower.TCP, "udp": lower.UDP}[name]


class Source:
    """Both tracks of the clip, whose picture can be replaced by one of another size while it plays."""

    def __init__(self, clips, video, sound, size, fps, rate, channels):
        self._clips = clips
        self.video, self.sound, self.rate = video, sound, rate
        self._fps = fps
        self.period = clip.period(sound, rate)
        self.set_size(size)
        if sound != "none":
            self._sound_track = clips.sound_track(sound, rate, channels, self.period)

    def set_size(self, size):
        if self.video != "none":
            self._video_track = self._clips.video_track(self.video, size, self._fps, self.period)

    def picture(self):
        return self._video_track

    def samples(self):
        return self._sound_track


class CameraFactory(GstRtspServer.RTSPMediaFactory):
    """Makes the media of one camera; all its clients see the same."""

    def __init__(self, source, wrap_after=None, rtcp=True, mtu=1400):
        super().__init__()
        self.source = source
        self.faults = Faults()
        self._wrap_after = wrap_after
        self._mtu = mtu
        self._payloaders = []
        self.set_shared(True)
        self.set_enable_rtcp(rtcp)
        self.connect("media-configure", self._configure)

    def do_create_element(self, _url):
        media = Gst.Bin.new(None)
        lanes = []
        if self.source.video != "none":
            lanes.append(("picture", _VIDEO_PAYLOADERS[self.source.video], 90000))
        if self.source.sound != "none":
            clock = _SOUND_CLOCKS.get(self.source.sound, self.source.rate)
            lanes.append(("sound", _SOUND_PAYLOADERS[self.source.sound], clock))
        for index, (name, payloader, clock) in enumerate(lanes):
            media.add(self._lane(index, name, payloader, clock))
        return media

    def _lane(self, index, name, payloader, clock):
        """An application source, its payloader and what goes wrong behind it, as the server wants it: `pay0`, `pay1`."""
        lane = Gst.parse_bin_from_description(
            f"appsrc name={name} is-live=true format=time ! {payloader} name=payloader pt={96 + index}", False)
        lane.set_name(f"pay{index}")
        pay = lane.get_by_name("payloader")
        if name == "picture":
            pay.set_property("mtu", self._mtu)
        if self._wrap_after is not None:
            pay.set_property("timestamp-offset", 2**32 - round(self._wrap_after * clock))
        impairment = Impairment()
        impairment.faults, impairment.track, impairment.clock_rate = self.faults, name, clock
        lane.add(impairment)
        pay.link(impairment)
        lane.add_pad(Gst.GhostPad.new("src", impairment.output))
        return lane

    def _configure(self, _factory, media):
        element = media.get_element()
        tracks = {"picture": self.source.picture, "sound": self.source.samples}
        lanes = {}
        for name, track in tracks.items():
            source = element.get_by_name(name)
            if source is not None:
                lanes[name] = (source, track)
                source.set_property("caps", track().caps)
        feed = Feed(lambda: _running_time(element), lanes, self.faults)
        media.connect("unprepared", lambda _: feed.stop())
        media.connect("prepared", _tell_capture_times)


def _running_time(element):
    """Nanoseconds; None while the element does not run. Before it plays it may have its clock and not yet its base time,
    and would tell the age of the machine."""
    if element.current_state != Gst.State.PLAYING:
        return None
    time = element.get_current_running_time()
    return None if time == Gst.CLOCK_TIME_NONE else time


def _tell_capture_times(media):
    """Lets sender reports say when a picture was taken, not when it was sent."""
    pipeline = media.get_element().get_parent()
    iterator = pipeline.iterate_elements()
    while True:
        result, element = iterator.next()
        if result != Gst.IteratorResult.OK:
            return
        if element.get_factory() and element.get_factory().get_name() == "rtpbin":
            element.set_property("rtcp-sync-send-time", False)
