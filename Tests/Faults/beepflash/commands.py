"""What a running server can be told, one line a command, answered by one line."""

from fractions import Fraction
from urllib.parse import unquote

from .sizes import size_from_text

USAGE = """\
mute TRACK / unmute TRACK   sends nothing of a track (picture, sound) / sends it again
shift TRACK SECONDS         moves the RTP clock of a track, or of both, from now on
loss PERCENT                drops that share of the RTP packets
reorder PERCENT             sends that share of the packets behind their successors
size WIDTHxHEIGHT           goes on with pictures of another size
password WORD               lets in those with this password only; percent-encoded
disconnect [CAMERA]         closes every connection, or those that asked for one camera
counts                      answers how many packets were dropped and how many reordered"""


class Commands:
    def __init__(self, clients, factory, access):
        self._clients = clients
        self._factory = factory
        self._access = access

    def obey(self, line):
        """The answer: what was asked for or `ok`, or `error` and why."""
        words = line.split()
        action = getattr(self, "_do_" + words[0], None) if words else None
        if action is None:
            return f"error unknown command {line.strip()!r}"
        try:
            return action(*words[1:]) or "ok"
        except (TypeError, ValueError) as error:
            return f"error {line.strip()!r}: {error}"

    def _do_mute(self, track):
        self._factory.faults.muted.add(track)

    def _do_unmute(self, track):
        self._factory.faults.muted.discard(track)

    def _do_shift(self, track, seconds):
        faults = self._factory.faults
        tracks = faults.shift if track == "both" else [track]
        faults.shift = faults.shift | {name: faults.shift[name] + Fraction(seconds) for name in tracks}

    def _do_loss(self, percent):
        self._factory.faults.loss = float(percent) / 100

    def _do_reorder(self, percent):
        self._factory.faults.reorder = float(percent) / 100

    def _do_size(self, size):
        self._factory.source.set_size(size_from_text(size))

    def _do_password(self, word):
        self._access.set_password(unquote(word))

    def _do_disconnect(self, camera=None):
        self._clients.close(camera)

    def _do_counts(self):
        return f"{self._factory.faults.dropped} {self._factory.faults.reordered}"
