"""What happens to RTP packets between the payloader and the network: loss, reordering, a clock that steps."""

import random
import struct
from fractions import Fraction

from .gstreamer import Gst


class Faults:
    """What is wrong at the moment, for both tracks; set by commands, read by the streaming threads."""

    def __init__(self, seed=1):
        self.random = random.Random(seed)
        """Packets that were dropped, and that were sent behind their successors."""
        self.dropped = self.reordered = 0
        self.loss = 0.0
        self.reorder = 0.0
        self.muted = set()
        """Seconds by which each track's clock is off."""
        self.shift = {"picture": Fraction(0), "sound": Fraction(0)}

    def happens(self, share):
        return share > 0 and self.random.random() < share


class Impairment(Gst.Element):
    """Passes RTP packets on as its faults say."""

    def __init__(self):
        super().__init__()
        self.faults = Faults()
        self.track = "picture"
        self.clock_rate = 90000
        self._held = None
        self.input = Gst.Pad.new("sink", Gst.PadDirection.SINK)
        self.output = Gst.Pad.new("src", Gst.PadDirection.SRC)
        self.input.set_chain_function_full(self._chain, None)
        # By default a pad keeps the caps to itself.
        self.input.set_event_function_full(lambda _pad, _parent, event: self.output.push_event(event), None)
        self.input.set_query_function_full(self._query, None)
        self.add_pad(self.input)
        self.add_pad(self.output)

    @staticmethod
    def _query(pad, parent, query):
        """Behind it, caps are fixed once negotiated; the payloader may nevertheless announce pictures of another size."""
        if query.type == Gst.QueryType.CAPS:
            query.set_caps_result(Gst.Caps.from_string("application/x-rtp"))
            return True
        return Gst.Pad.query_default(pad, parent, query)

    def _chain(self, _pad, _parent, packet):
        if self.faults.happens(self.faults.loss):
            self.faults.dropped += 1
            return Gst.FlowReturn.OK
        packet = self._restamped(packet)
        if self._held is None and self.faults.happens(self.faults.reorder):
            self.faults.reordered += 1
            self._held = packet
            return Gst.FlowReturn.OK
        late, self._held = self._held, None
        result = self.output.push(packet)
        return self.output.push(late) if late is not None else result

    def _restamped(self, packet):
        shift = self.faults.shift[self.track]
        if shift == 0:
            return packet
        data = bytearray(packet.extract_dup(0, packet.get_size()))
        stamp = struct.unpack_from(">I", data, 4)[0] + round(shift * self.clock_rate)
        struct.pack_into(">I", data, 4, stamp & 0xFFFFFFFF)
        copy = Gst.Buffer.new_wrapped(bytes(data))
        copy.pts, copy.dts, copy.duration = packet.pts, packet.dts, packet.duration
        return copy
